/** A field in which people type words. */
export type WordField = HTMLInputElement | HTMLTextAreaElement;

/** What browsers fill in of the user, and of colleagues: personal details belong there. */
const aboutPeople =
	/^(?:(?:section-\S+|shipping|billing|home|work) )*(?:name|username|email|tel|.*-name|one-time-code)$/;

/**
 * Whether a personal detail in this element is pointed out: in every field of words, so also in one that is made later.
 * Not in one that is meant for such details, which `data-personal="allowed"` says, nor where nothing is stored.
 */
export function isWordField(element: EventTarget | null): element is WordField {
	if (element instanceof HTMLInputElement) {
		if (element.type !== 'text') return false;
	} else if (!(element instanceof HTMLTextAreaElement)) return false;
	return !element.readOnly && element.dataset['personal'] !== 'allowed' && !aboutPeople.test(element.autocomplete);
}
