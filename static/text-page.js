// On the page where a text is approved: the approval appears when the end of every text was on the screen. Until then the
// same place leads to the first text that was not. Without this script the approval stands below all texts.
document.documentElement.dataset.readFirst = 'reading';
addEventListener('DOMContentLoaded', () => {
	const ends = [...document.querySelectorAll('[data-text-end]')];
	const steps = [...document.querySelectorAll('[data-read-on]')];
	const read = new Set();
	const show = () => {
		const next = ends.findIndex((end) => !read.has(end));
		for (const [i, step] of steps.entries()) step.hidden = i !== next;
		for (const count of document.querySelectorAll('[data-read-so-far]'))
			count.hidden = next < 0 || Number(count.dataset.readSoFar) !== read.size;
		if (next < 0) document.documentElement.dataset.readFirst = 'read';
	};
	// What the bar covers is not on the screen.
	const covered = document.querySelector('[data-decision]')?.offsetHeight ?? 0;
	const watch = new IntersectionObserver(
		(entries) => {
			for (const { isIntersecting, target } of entries) if (isIntersecting) read.add(target);
			show();
		},
		{ rootMargin: `0px 0px -${covered}px 0px` }
	);
	for (const end of ends) watch.observe(end);
	show();
});
// A form that gets no answer is looked up by the worker (src/service-worker).
navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined);
