import type { Language } from '$lib/i18n/language';

/** The scripts of Unicode 15 that people write, by their codes (ISO 15924), the most frequent first. */
const CODES =
	'Latn Arab Cyrl Grek Hebr Hani Hira Kana Hang Deva Thai Ethi Armn Geor Beng Guru Taml Gujr Telu Knda Mlym Sinh Orya Khmr Laoo Mymr Tibt Mong Syrc Thaa Nkoo Adlm Tfng Cher Cans Vaii Yiii Bopo Rohg Mand Samr Copt Goth Java Bali Sund Bugi Cham Lana Tale Talu Tavt Lepc Limb Olck Mtei Saur Sylo Cakm Newa Lisu Plrd Hmng Hmnp Osge Dsrt Bamu Mend Mroo Wara Kali Rjng Batk Tglg Hano Buhd Tagb Glag Runr Ogam Brai'.split(
		' '
	);
const patterns = new Map<string, RegExp>();
/** Several scripts are written together, and have one name. */
const together: Readonly<Record<string, string>> = {
	Hira: 'Jpan',
	Kana: 'Jpan',
	Hang: 'Kore',
	Hani: 'Hans',
	Bopo: 'Hans'
};
const KANA = /[\p{Script=Hira}\p{Script=Kana}]/u;
/** Marks and full-width signs between characters of East Asia. */
const EAST_ASIAN_SIGN = /[\u3000-\u303F\u30FC\uFF01-\uFF65]/u;
const known = new Map<string, string | null>();

/** The code of a character's script; null for signs that all scripts use, and for scripts that nobody writes. */
function codeOf(sign: string): string | null {
	const before = known.get(sign);
	if (before !== undefined) return before;
	const code = CODES.find((each) => {
		let pattern = patterns.get(each);
		if (!pattern) patterns.set(each, (pattern = new RegExp(`^\\p{Script=${each}}`, 'u')));
		return pattern.test(sign);
	});
	if (known.size > 20_000) known.clear();
	known.set(sign, code ?? null);
	return code ?? null;
}

/** A part of a text in one script, with the signs in it and around it. */
export interface ScriptPassage {
	readonly text: string;
	/** Null for a text without letters. */
	readonly script: string | null;
}

/** The text in passages of one script each. Signs between two are of the first, and those at the beginning of the next. */
export function passagesOf(text: string): ScriptPassage[] {
	if (/^[\0-\u024F\u2000-\u206F]*$/.test(text)) return [{ text, script: 'Latn' }];
	const isJapanese = KANA.test(text);
	const passages: { text: string; script: string | null }[] = [];
	for (const sign of text) {
		const code = codeOf(sign);
		const own = code === null ? null : code === 'Hani' && isJapanese ? 'Jpan' : (together[code] ?? code);
		const last = passages.at(-1);
		if (last && (own === null || last.script === null || last.script === own)) {
			last.text += sign;
			last.script ??= own;
		} else passages.push({ text: sign, script: own });
	}
	return passages;
}

/** The name of a script in a language, such as `Arabisch`; of Chinese that of the language. */
export const scriptName = (script: string, language: Language): string =>
	(script === 'Hans'
		? new Intl.DisplayNames(language, { type: 'language' }).of('zh')
		: new Intl.DisplayNames(language, { type: 'script' }).of(script)) ?? script;

/**
 * The text with the passages in other scripts than these replaced by `named`; numbers and signs between their words
 * stay.
 */
export function withNamedScripts(text: string, shown: ReadonlySet<string>, named: (script: string) => string): string {
	return passagesOf(text)
		.map(({ text: part, script }) => {
			if (script === null || shown.has(script)) return part;
			let [written, gap, isNamed] = ['', '', false];
			for (const sign of part) {
				if (codeOf(sign) !== null || /\p{M}/u.test(sign) || EAST_ASIAN_SIGN.test(sign)) {
					written += isNamed ? '' : gap + named(script);
					[gap, isNamed] = ['', true];
				} else if (/\s/.test(sign)) gap += sign;
				else {
					written += gap + sign;
					[gap, isNamed] = ['', false];
				}
			}
			return written + gap;
		})
		.join('');
}
