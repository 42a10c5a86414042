/** Letters that Unicode does not take apart, and that people type either way. */
const alike: Readonly<Record<string, string>> = {
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ħ: 'h',
	ł: 'l',
	ŧ: 't',
	ı: 'i',
	ς: 'σ',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe'
};
const alikeLetters = /[øđðħłŧıςßæœ]/g;
/** Accents, and characters without a face: soft hyphens, joiners, marks of direction. Nobody hides a word with them. */
const unseen = /[\p{M}\p{Cf}]+/gu;
const ascii = /^[\0-\x7f]*$/;

/** Without case, accents and hidden characters, whatever the Unicode normal form: `Café`, `cafe` and `CAFÉ` are one word, as are `İstanbul` and `istanbul`. */
export function plainLetters(text: string): string {
	if (ascii.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(unseen, '')
		.toLowerCase()
		.replace(alikeLetters, (letter) => alike[letter] ?? letter);
}

/** The same, with for each UTF-16 unit of it (and for its end) where in the text it came from. */
export function plainLettersWithPlaces(text: string): { readonly plain: string; readonly places: readonly number[] } {
	let plain = '';
	const places: number[] = [];
	let at = 0;
	// Sigma at the end of a word is the only letter of which the small form depends on its neighbours, and both forms are alike here.
	for (const character of text) {
		const letters = plainLetters(character);
		for (let unit = 0; unit < letters.length; unit++) places.push(at);
		plain += letters;
		at += character.length;
	}
	places.push(at);
	return { plain, places };
}
