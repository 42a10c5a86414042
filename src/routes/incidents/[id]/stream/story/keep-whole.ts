import type { Attachment } from 'svelte/attachments';

/** The share of the window that a part may fill where no list says how much room there is. */
const SHARE = 0.5;
/** Browsers scroll by whole pixels: so much is kept free above and below, in pixels. */
const EDGE = 1;

/**
 * Keeps a part that grows (an answer that comes later), or that is pushed away by what comes in above it, in sight as a
 * whole: it learns how high it may be (`--room`), and its own list scrolls within that.
 */
export const keepWhole: Attachment<HTMLElement> = (element) => {
	const scroller = element.closest('.scroller');
	element.style.scrollMarginBlock = `${String(EDGE)}px`;
	const show = (): void => {
		const room = (scroller?.clientHeight ?? innerHeight * SHARE) - 2 * EDGE;
		const around = parseFloat(getComputedStyle(element).marginBlockStart) + element.offsetHeight - element.clientHeight;
		element.style.setProperty('--room', `${String(room - around)}px`);
		element.scrollIntoView({ block: element.offsetHeight > room ? 'start' : 'nearest' });
	};
	const observer = new ResizeObserver(show);
	observer.observe(element);
	// What comes in above it in its row moves it.
	for (const around of [element.closest('article'), scroller]) if (around) observer.observe(around);
	return () => observer.disconnect();
};

/** Brings a part that appears (a refusal) into sight, once it has its height. */
export const bringIntoSight: Attachment<HTMLElement> = (element) => {
	const observer = new ResizeObserver(() => {
		element.scrollIntoView({ block: 'nearest' });
		observer.disconnect();
	});
	observer.observe(element);
	return () => observer.disconnect();
};
