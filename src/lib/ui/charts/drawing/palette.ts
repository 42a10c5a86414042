/** The colour scheme as a canvas needs it: computed colours, and sizes in pixels. */
export interface Palette {
	/** Any custom property that holds a colour, worked out: `colour('--voelspriet-chart-bar')`. */
	readonly colour: (property: string) => string;
	readonly family: string;
	/** Of small text; never under 14. */
	readonly size: number;
	/** One rem. */
	readonly rem: number;
}

/**
 * Reads the colour scheme at `element`. A probe computes colours, because a theme may write them in any way CSS knows.
 */
export function readPalette(element: HTMLElement): Palette {
	const probe = document.createElement('span');
	probe.hidden = true;
	element.append(probe);
	const known = new Map<string, string>();
	const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
	const family = getComputedStyle(element).fontFamily;
	const colour = (property: string): string => {
		let found = known.get(property);
		if (found === undefined) {
			probe.style.color = `var(${property})`;
			if (!probe.isConnected) element.append(probe);
			found = getComputedStyle(probe).color;
			probe.remove();
			known.set(property, found);
		}
		return found;
	};
	return { colour, family, size: Math.max(14, 0.875 * rem), rem };
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

/** Colours that more than one chart uses. */
export const ink = '--basis-color-default-color-document';
export const softInk = '--basis-color-default-color-subtle';
export const ground = '--basis-color-default-bg-document';
export const gridLine = '--basis-color-default-border-subtle';
export const baseLine = '--basis-color-default-border-active';
