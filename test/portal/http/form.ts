export interface FormFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The parts of a `multipart/form-data` body by their names. */
export interface Form {
  readonly texts: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, FormFile>;
}

/** Undefined for a form that does not parse; the route misses its parts and says so. */
export async function readForm(body: Buffer, contentType: string): Promise<Form | undefined> {
  try {
    const headers = { 'content-type': contentType };
    const data = await new Response(new Uint8Array(body), { headers }).formData();
    const texts = new Map<string, string>();
    const files = new Map<string, FormFile>();
    for (const [name, value] of data) {
      if (typeof value === 'string') texts.set(name, value);
      else {
        const bytes = new Uint8Array(await value.arrayBuffer());
        files.set(name, { name: value.name, contentType: value.type, bytes });
      }
    }
    return { texts, files };
  } catch {
    return undefined;
  }
}
