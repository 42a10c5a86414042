/** Letters that Unicode does not decompose, with the plain letters that people type instead. */
const replacements: Readonly<Record<string, string>> = {
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
/** Accents and invisible characters (soft hyphens, joiners, direction marks), which must not hide a word. */
const hiddenCharacters = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
const ascii = /^[\0-\x7f]*$/;

/**
 * Removes case, accents and hidden characters, whatever the normal form: `Café`, `cafe` and `CAFÉ` become one word, as
 * do `İstanbul` and `istanbul`.
 */
export function plainLetters(text: string): string {
	if (ascii.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(hiddenCharacters, '')
		.toLowerCase()
		.replace(alikeLetters, (letter) => replacements[letter] ?? letter);
}

/** The same, with the position in the source text for each UTF-16 unit of the result and for its end. */
export function plainLettersWithPositions(text: string): {
	readonly plain: string;
	readonly positions: readonly number[];
} {
	let plain = '';
	const positions: number[] = [];
	let at = 0;
	// Final sigma is the only letter whose lower case depends on its neighbours; both forms are treated alike here.
	for (const character of text) {
		const letters = plainLetters(character);
		for (let unit = 0; unit < letters.length; unit++) positions.push(at);
		plain += letters;
		at += character.length;
	}
	positions.push(at);
	return { plain, positions };
}
