import ts from 'typescript';
import { filesUnder, textOf } from './project-files.js';

/** A code with a message, and the file that says it. `*` stands for what only running knows. */
export interface SaidCode {
  readonly code: string;
  readonly file: string;
}

type Named = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.ConstructorDeclaration;

const isFunction = (node: ts.Node): node is Named =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isConstructorDeclaration(node);

const nameOf = (node: Named): string | null => {
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? null;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : null;
};

/** What an expression can be as a code: its texts, with `*` where a template has a hole. */
const textsOf = (node: ts.Expression): readonly string[] => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  return ts.isTemplateExpression(node) ? [`${node.head.text}*`] : [];
};

const propertyOf = (node: ts.ObjectLiteralExpression, name: string): ts.Node | undefined =>
  node.properties.find(
    each => each.name !== undefined && ts.isIdentifier(each.name) && each.name.text === name,
  );

/** An object with a code for a machine and something for people beside it. */
const isTold = (node: ts.ObjectLiteralExpression): boolean =>
  propertyOf(node, 'code') !== undefined &&
  (propertyOf(node, 'message') !== undefined || propertyOf(node, 'because') !== undefined);

/** The function around a node that has a parameter of this name, and its place among the parameters. */
const taker = (from: ts.Node, parameter: string): readonly [name: string, place: number] | null => {
  for (let node: ts.Node | undefined = from; node !== undefined; node = node.parent) {
    if (!isFunction(node)) continue;
    const place = node.parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === parameter);
    const name = nameOf(node);
    if (place >= 0) return name === null ? null : [name, place];
  }
  return null;
};

const each = (node: ts.Node, see: (node: ts.Node) => void): void => {
  see(node);
  ts.forEachChild(node, child => {
    each(child, see);
  });
};

const codesIn = (file: string): readonly SaidCode[] => {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  const codes: string[] = [];
  const takers = new Map<string, number>([['HttpProblem', 1]]);
  each(source, node => {
    if (!ts.isObjectLiteralExpression(node) || !isTold(node)) return;
    const code = propertyOf(node, 'code');
    if (code === undefined) return;
    const value = ts.isPropertyAssignment(code) ? code.initializer : null;
    if (value !== null) codes.push(...textsOf(value).map(text => text));
    // `{ code, message }`, or `payment.${code}`: the callers say it.
    const handed =
      value === null
        ? 'code'
        : ts.isTemplateExpression(value) && ts.isIdentifier(value.templateSpans[0]?.expression ?? value)
          ? (value.templateSpans[0]?.expression.getText(source) ?? '')
          : '';
    const found = handed === '' ? null : taker(node, handed);
    if (found !== null) takers.set(...found);
  });
  each(source, node => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const place = takers.get(node.expression.getText(source));
    const given = place === undefined ? undefined : node.arguments?.[place];
    if (given !== undefined) codes.push(...textsOf(given));
  });
  return codes.map(code => ({ code, file }));
};

/** Every code the server's sources say with a message for people, once for each file that says it. */
export const codesSaid = (): readonly SaidCode[] => {
  const seen = new Set<string>();
  return filesUnder('server', '.ts')
    .flatMap(codesIn)
    .filter(({ code, file }) => !seen.has(`${code} ${file}`) && seen.add(`${code} ${file}`));
};
