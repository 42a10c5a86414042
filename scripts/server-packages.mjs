/**
 * Packages that stay outside the server's bundle: one or few files that a bundle makes no faster, or files that find
 * others beside themselves. Of the rest, two thousand files, a start then reads and links only what it uses.
 */
const OUTSIDE = ['docx', 'engine.io', 'nodemailer', 'pdfkit', 'socket.io', 'tinyld', 'web-push', 'ws', 'xmllint-wasm'];

/**
 * How the server is built.
 *
 * @type {import('vite').SSROptions}
 */
export const serverPackages = { noExternal: true, external: OUTSIDE };
