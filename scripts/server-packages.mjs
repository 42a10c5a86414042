/**
 * Packages that stay outside the server's bundle: those of a few files, which a bundle makes no faster, and those that
 * load files from their own folder. The rest, two thousand files, is bundled: a start then loads only what it uses.
 */
const EXTERNAL = ['docx', 'engine.io', 'nodemailer', 'pdfkit', 'socket.io', 'tinyld', 'web-push', 'ws', 'xmllint-wasm'];

/**
 * How the server is built.
 *
 * @type {import('vite').SSROptions}
 */
export const serverPackages = { noExternal: true, external: EXTERNAL };
