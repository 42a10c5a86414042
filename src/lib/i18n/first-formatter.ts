/**
 * The first formatter of a page takes a browser ten milliseconds, whatever it formats, and those after it none: it is made
 * in a task of its own, while the page still waits for its parts.
 */
export function makeFirstFormatter(): void {
	setTimeout(() => new Intl.NumberFormat(document.documentElement.lang));
}
