/** HTML that is safe to send: only `html` makes it, and `html` escapes whatever is put in. */
export class Markup {
	constructor(readonly text: string) {}
}
type Part = Markup | string | number | null | false | readonly Part[];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (of: string): string => of.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

function write(part: Part): string {
	if (part === null || part === false) return '';
	if (part instanceof Markup) return part.text;
	if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
	return part.map(write).join('');
}

/** Writes HTML: what is put in is text unless it is markup itself, so that nothing has to be remembered. Attributes stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
	new Markup(strings.map((string, at) => string.replace(/\n\s+/g, '\n') + (at < parts.length ? write(parts[at] ?? null) : '')).join(''));
