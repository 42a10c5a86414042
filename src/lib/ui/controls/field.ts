/** What a control inside a Field puts on its element, so that label, hint and error belong to it. */
export interface ControlProps {
	readonly id: string;
	readonly describedBy: string | undefined;
	readonly invalid: 'true' | undefined;
}

/** One thing to choose from. */
export interface Choice {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	/** The language of the label, where it is not the page's. */
	readonly lang?: string;
	readonly disabled?: boolean;
}

/** For `aria-describedby`: the ids of the hint and the error that are there. */
export const describedBy = (id: string, hint: string | undefined, error: string | undefined): string | undefined =>
	[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
