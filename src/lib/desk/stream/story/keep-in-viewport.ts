import type { Attachment } from 'svelte/attachments';

/** The share of the window that an element may fill outside a scrolling list. */
const MAX_WINDOW_SHARE = 0.5;
/** Kept free above and below, because browsers scroll by whole pixels. */
const MARGIN_PX = 1;

/**
 * Keeps an element completely in view when it grows (an answer arrives later) or is pushed down by content above it. It
 * sets `--room`, the maximum height; the element's own list scrolls within that.
 */
export const keepInViewport: Attachment<HTMLElement> = (element) => {
	const scroller = element.closest('.scroller');
	element.style.scrollMarginBlock = `${String(MARGIN_PX)}px`;
	const show = (): void => {
		const room = (scroller?.clientHeight ?? innerHeight * MAX_WINDOW_SHARE) - 2 * MARGIN_PX;
		const frame = parseFloat(getComputedStyle(element).marginBlockStart) + element.offsetHeight - element.clientHeight;
		element.style.setProperty('--room', `${String(room - frame)}px`);
		element.scrollIntoView({ block: element.offsetHeight > room ? 'start' : 'nearest' });
	};
	const observer = new ResizeObserver(show);
	observer.observe(element);
	// Content that appears above it in its row moves it.
	for (const frame of [element.closest('article'), scroller]) if (frame) observer.observe(frame);
	return () => observer.disconnect();
};

/** Scrolls an element (a refusal) into view once, when it has its height. */
export const bringIntoSight: Attachment<HTMLElement> = (element) => {
	const observer = new ResizeObserver(() => {
		element.scrollIntoView({ block: 'nearest' });
		observer.disconnect();
	});
	observer.observe(element);
	return () => observer.disconnect();
};
