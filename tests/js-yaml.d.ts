/** The only part of js-yaml that is used; it brings no types of its own. */
declare module 'js-yaml' {
	export function load(text: string): unknown;
}
