/** The colour scheme as a canvas needs it: computed colours. */
export interface Palette {
	/** Any custom property that holds a colour, computed: `colour('--voelspriet-chart-bar')`. */
	readonly colour: (property: string) => string;
}

/**
 * Reads the colour scheme at `element`. A probe computes colours, because a theme may write them in any way CSS knows.
 */
export function readPalette(element: HTMLElement): Palette {
	const probe = document.createElement('span');
	probe.hidden = true;
	element.append(probe);
	const cached = new Map<string, string>();
	const colour = (property: string): string => {
		let computed = cached.get(property);
		if (computed === undefined) {
			probe.style.color = `var(${property})`;
			if (!probe.isConnected) element.append(probe);
			computed = getComputedStyle(probe).color;
			probe.remove();
			cached.set(property, computed);
		}
		return computed;
	};
	return { colour };
}

/** Calls back when the colour scheme changes: by choice, or by the machine. @returns a function that stops it */
export function watchColorScheme(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-look'] });
	const dark = matchMedia('(prefers-color-scheme: dark)');
	dark.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		dark.removeEventListener('change', changed);
	};
}
