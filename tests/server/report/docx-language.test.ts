import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Flow } from '$lib/report/write/flow';
import { documentDocx } from '$lib/server/read/report/export/docx-document';
import { isFromRight, wordPassages } from '$lib/server/read/report/export/docx-language';
import { scriptsWithoutFont, showable } from '$lib/server/read/report/export/pdf-signs';
import { passagesOf } from '$lib/report/write/scripts';
import { entryOf } from './zip-entry';

test.each<[text: string, language: string | undefined, fromRight: boolean]>([
	['هل الماء آمن للشرب؟', 'ar-SA', true],
	['کیا پانی پینے کے لیے محفوظ ہے؟', 'ur-PK', true],
	['آیا آب آشامیدنی پاک است؟ چرا؟', 'fa-IR', true],
	['آیا اوبه پاکې دي؟ ښه', 'ps-AF', true],
	['האם המים בטוחים?', 'he-IL', true],
	['ܡܝܐ ܕܟܝܐ', 'syr-SY', true],
	['Чи безпечна вода? Її пити?', 'uk-UA', false],
	['Безопасна ли вода? Это яд?', 'ru-RU', false],
	['Да ли је вода безбедна? Љубљана', 'sr-Cyrl-RS', false],
	['Είναι το νερό ασφαλές;', 'el-GR', false],
	['Su içmek güvenli mi? Kimse açıklama yapmıyor, çağrı yapıldı', 'tr-TR', false],
	['Czy woda jest bezpieczna? Proszę powiedzieć, źródło skażone', 'pl-PL', false],
	['¿Es segura el agua? Mañana lo sabremos, señor', 'es-ES', false],
	['水安全吗？', 'zh-CN', false],
	['水は安全ですか？', 'ja-JP', false],
	['물은 안전한가요?', 'ko-KR', false],
	['ውሃው ደህና ነው?', 'am-ET', false],
	['क्या पानी सुरक्षित है?', 'hi-IN', false],
	['น้ำปลอดภัยไหม', 'th-TH', false],
	['Is het water veilig? Burgemeester Erdoğan zegt van wel.', undefined, false],
	['Het café in Curaçao is dicht.', undefined, false],
	['14.03 – 15.00', undefined, false]
])('in Word %s is %s', (text, language, fromRight) => {
	const passages = wordPassages(text);
	expect(passages.map((passage) => passage.text).join('')).toBe(text);
	expect(new Set(passages.map((passage) => passage.language?.value))).toEqual(new Set([language]));
	expect(new Set(passages.map(({ rightToLeft = false }) => rightToLeft))).toEqual(new Set([fromRight]));
	expect(isFromRight(text)).toBe(fromRight);
});

test('within a Dutch line only the foreign words change direction, and signs stay with the line', () => {
	const shown = wordPassages('Zij riepen ‘ماء’ om 14.03 uur (שלום).').map(({ text, rightToLeft }) => [
		text,
		rightToLeft ?? false
	]);
	expect(shown).toEqual([
		['Zij riepen ‘', false],
		['ماء', true],
		['’ ', false],
		['om 14.03 uur (', false],
		['שלום', true],
		[').', false]
	]);
	const right = wordPassages('قالوا NL-Alert، ثم ذهبوا.').map(({ text, rightToLeft = false }) => [text, rightToLeft]);
	expect(right).toEqual([
		['قالوا ', true],
		['NL-Alert', false],
		['، ', true],
		['ثم ذهبوا.', true]
	]);
	expect([isFromRight('‘ماء’ – steunt, 12 berichten'), isFromRight('')]).toEqual([false, false]);
});

test('every text is kept, in passages and in Word', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
			const joined = (parts: readonly { readonly text: string }[]) => parts.map((part) => part.text).join('');
			expect([joined(passagesOf(text)), joined(wordPassages(text))]).toEqual([text, text]);
		})
	);
});

test('the Word file has the direction of paragraphs and runs, and their languages', async () => {
	const runs = (text: string) => [{ text, dutch: true as const }];
	const flow: Flow[] = [
		{ kind: 'heading', level: 2, text: 'האם המים בטוחים?', sub: null },
		{ kind: 'paragraph', runs: runs('هل الماء آمن؟') },
		{ kind: 'list', items: [runs('Чи безпечна вода? Її пити?')] },
		{
			kind: 'table',
			caption: '',
			columns: null,
			rows: [[[runs('آیا آب پاک است؟ چرا؟')], [runs('Zij zeiden ‘ماء’.')]]]
		},
		{ kind: 'terms', rows: [{ name: 'Vraag', lines: [runs('Su güvenli mi? Kimse açıklama yapmıyor, çağrı yapıldı')] }] }
	];
	const file = await documentDocx({ title: 'Rapport', language: 'en', exercise: false }, flow);
	const word = await entryOf(Buffer.from(file), 'word/document.xml');
	expect(word.match(/<w:bidi\/>/g)).toHaveLength(3);
	expect(word.match(/<w:rtl\/>/g)).toHaveLength(4);
	for (const language of ['he-IL', 'ar-SA', 'fa-IR']) expect(word).toContain(`w:bidi="${language}"`);
	for (const language of ['uk-UA', 'tr-TR', 'nl-NL']) expect(word).toContain(`w:val="${language}"`);
	expect(word, 'the quotation marks of a Dutch line').toMatch(/Zij zeiden ‘<\/w:t>/);
});

test.each([
	['שלום לכולם', '[Hebreeuws]'],
	['שלום, לכולם', '[Hebreeuws], [Hebreeuws]'],
	['בשעה 14:03 בבית', '[Hebreeuws] 14:03 [Hebreeuws]'],
	['水は安全ですか？ja', '[Japans]ja'],
	['水安全吗 – ok', '[Chinees] – ok'],
	['물은 안전한가요', '[Koreaans]'],
	['ውሃው ደህና ነው', '[Ethiopisch]'],
	['ជំរាបសួរ', '[Khmer]'],
	['မင်္ဂလာပါ', '[Birmaans]'],
	['ආයුබෝවන්', '[Singalees]'],
	['ᏣᎳᎩ en ⵜⴰⵎⴰⵣⵉⵖⵜ', '[Cherokee] en [Tifinagh]'],
	['ܫܠܡܐ', '[Syriac]'],
	['Чи безпечна вода, ماء, Αθήνα, नमस्ते, łóżko', null]
])('the PDF shows %s as %s, and the name is reported before release', (text, shown) => {
	expect(showable(text, 'nl')).toBe(shown ?? text);
	const named = [...new Set(shown?.match(/(?<=\[)[^\]]+/g) ?? [])].sort();
	expect(scriptsWithoutFont(text, 'nl')).toEqual(named);
});
