/** The dated release every path of the portal carries; older v1–v4 paths are unknown to it on purpose. */
export const apiVersion = '2026-09';
