import type { IRunOptions } from 'docx';
import { passagesOf, type ScriptPassage } from '$lib/report/write/scripts';

/** A part of a text as Word sets it: from right to left, or in the language of its letters. */
export interface WordPassage {
	readonly text: string;
	readonly rightToLeft?: true;
	readonly language?: NonNullable<IRunOptions['language']>;
}

const FROM_RIGHT: ReadonlySet<string> = new Set([
	'Arab',
	'Hebr',
	'Syrc',
	'Thaa',
	'Nkoo',
	'Adlm',
	'Rohg',
	'Mand',
	'Samr'
]);
const EAST_ASIAN: Readonly<Record<string, string>> = { Hans: 'zh-CN', Jpan: 'ja-JP', Kore: 'ko-KR' };
/** The language that is written in a script most; by its letters where there are several. */
const languages: Readonly<Record<string, string | readonly (readonly [letters: RegExp, language: string])[]>> = {
	Arab: [
		[/[ٹڈڑےں]/, 'ur-PK'],
		[/[ټډړږښڼۍې]/, 'ps-AF'],
		[/[ڕڵۆێ]/, 'ckb-IQ'],
		[/[پچژگکی]/, 'fa-IR'],
		[/./, 'ar-SA']
	],
	Cyrl: [
		[/[іїєґ]/i, 'uk-UA'],
		[/[ўў]/i, 'be-BY'],
		[/[ђјљњћџ]/i, 'sr-Cyrl-RS'],
		[/[ыэё]/i, 'ru-RU'],
		[/ъ/i, 'bg-BG'],
		[/./, 'uk-UA']
	],
	Hebr: 'he-IL',
	Grek: 'el-GR',
	Armn: 'hy-AM',
	Geor: 'ka-GE',
	Deva: 'hi-IN',
	Thai: 'th-TH',
	Ethi: 'am-ET',
	Beng: 'bn-BD',
	Guru: 'pa-IN',
	Taml: 'ta-IN',
	Gujr: 'gu-IN',
	Telu: 'te-IN',
	Knda: 'kn-IN',
	Mlym: 'ml-IN',
	Sinh: 'si-LK',
	Khmr: 'km-KH',
	Laoo: 'lo-LA',
	Mymr: 'my-MM',
	Tibt: 'bo-CN',
	Syrc: 'syr-SY',
	Thaa: 'dv-MV',
	/** Letters that neither Dutch nor English has. */
	Latn: [
		[/[ışğ]/i, 'tr-TR'],
		[/[łąęśźż]/i, 'pl-PL'],
		[/[ășțşţ]/i, 'ro-RO'],
		[/[ěřů]/i, 'cs-CZ'],
		[/[őű]/i, 'hu-HU'],
		[/[ñ¿¡]/i, 'es-ES'],
		[/[ãõ]/i, 'pt-PT'],
		[/[āīūķļņģ]/i, 'lv-LV'],
		[/[ėįųž]/i, 'lt-LT'],
		[/[đư]/i, 'vi-VN'],
		[/ß/, 'de-DE']
	]
};

const WORD = /[\p{L}\p{M}'’]+/gu;
/** A sentence is of a language when a fifth of its words, and at least two, have a letter of it: one word is a name. */
function latinLanguage(text: string): string | undefined {
	const words = text.match(WORD) ?? [];
	const choices = languages['Latn'];
	if (!choices || typeof choices === 'string') return undefined;
	const [best] = choices
		.map(([letters, language]) => ({ language, hits: words.filter((word) => letters.test(word)).length }))
		.sort((a, b) => b.hits - a.hits);
	return best && best.hits >= 2 && best.hits * 5 >= words.length ? best.language : undefined;
}

function languageOf(script: string, text: string): string | undefined {
	const choices = languages[script];
	if (script === 'Latn' || choices === undefined) return EAST_ASIAN[script] ?? latinLanguage(text);
	return typeof choices === 'string' ? choices : choices.find(([letters]) => letters.test(text))?.[1];
}

const isOfRight = (script: string | null): boolean => script !== null && FROM_RIGHT.has(script);
const TRAILING_SIGNS = /[^\p{L}\p{M}]*$/u;

/** Signs between two directions are of the line's own, which is that of its first word (Unicode UAX 9, rule N2). */
function withSignsOfLine(passages: readonly ScriptPassage[]): ScriptPassage[] {
	const isRightLine = isOfRight(passages[0]?.script ?? null);
	return passages.flatMap((passage, at) => {
		const next = passages[at + 1];
		const isRight = isOfRight(passage.script);
		if (isRight === isRightLine || (next && isOfRight(next.script) === isRight)) return passage;
		const signs = TRAILING_SIGNS.exec(passage.text)?.[0] ?? '';
		const script = isRightLine ? (passages[0]?.script ?? null) : null;
		return [
			{ ...passage, text: passage.text.slice(0, passage.text.length - signs.length) },
			...(signs === '' ? [] : [{ text: signs, script }])
		];
	});
}

/** A line in passages, each with its direction and the language of its letters where that is not the document's. */
export const wordPassages = (line: string): WordPassage[] =>
	withSignsOfLine(passagesOf(line)).map(({ text, script }) => {
		const language = script === null ? undefined : languageOf(script, text);
		const direction = isOfRight(script) ? { rightToLeft: true as const } : {};
		if (language === undefined) return { text, ...direction };
		if (script === 'Latn') return { text, language: { value: language } };
		if (script !== null && EAST_ASIAN[script]) return { text, language: { value: language, eastAsia: language } };
		return { text, ...direction, language: { value: language, bidirectional: language } };
	});

const LETTERS = /\p{L}/gu;
/** Whether most of a paragraph, and its first word, is of a script from right to left: then the paragraph is too. */
export function isFromRight(text: string): boolean {
	const passages = passagesOf(text).map(({ text: part, script }) => ({
		letters: part.match(LETTERS)?.length ?? 0,
		isRight: isOfRight(script)
	}));
	const written = passages.filter(({ letters }) => letters > 0);
	const all = written.reduce((sum, { letters }) => sum + letters, 0);
	const right = written.reduce((sum, { letters, isRight }) => sum + (isRight ? letters : 0), 0);
	return written[0]?.isRight === true && right * 2 > all;
}
