import { describe, expect, test } from 'vitest';
import { languageOf, type TextLanguage } from '$lib/server/analysis/language';
import { z } from 'zod';
import stored from '$lib/server/analysis/language-letters.json';
import { heldOut, lettersFrom, openSentences } from '../../evaluate/letters';
import { absent, openFile, openLines } from './open-data';
import { exercises, postsOf } from './own-texts';

const own: Record<TextLanguage, string[]> = {
	nl: [
		'weet iemand of de school vanmiddag dichtgaat?',
		'Heel veel rook hier, ik zie niks meer',
		'RT @gemeente: de kade is afgesloten, rijd om via de ring #hoogwater',
		'15.12 mw, Oost. Vraagt waar zij zandzakken kan halen.',
		'wat een klap was dat zeg'
	],
	en: [
		'Does anyone know if the bridge is still open?',
		'we are safe but there is no power in the whole street',
		'please stay away from the river'
	],
	de: [
		'Weiß jemand, ob die Brücke noch gesperrt ist?',
		'Bei uns ist seit einer Stunde der Strom weg',
		'Bitte bleibt von dem Fluss weg'
	],
	fr: [
		'Est-ce que le pont est encore ouvert ? Nous sommes coincés dans la voiture',
		"Il n'y a plus d'eau dans tout le quartier",
		'Restez chez vous et fermez les fenêtres'
	],
	tr: [
		'Köprü kapalı mı, bilen var mı?',
		'Elektrikler bir saattir yok, ne oldu acaba',
		'Pencereleri kapatın ve dışarı çıkmayın'
	],
	ar: ['هل الجسر مغلق الآن؟', 'الكهرباء مقطوعة منذ ساعة', 'أغلقوا النوافذ من فضلكم'],
	pl: [
		'Czy ktoś wie, czy most jest otwarty?',
		'Od godziny nie ma prądu w całej dzielnicy',
		'Proszę zamknąć okna i nie wychodzić'
	],
	fy: [
		'Wit immen oft de brêge noch ticht is?',
		'By ús yn it doarp is al in oere gjin stroom',
		'Hâld de finsters ticht en bliuw binnen'
	],
	uk: [
		'Чи хтось знає, чи міст ще відкритий?',
		'Вже годину немає світла в усьому районі',
		'Зачиніть вікна і не виходьте'
	]
};

describe('the language of a post', () => {
	test.each(Object.entries(own))('is recognised for our own sentences in %s', (lang, sentences) => {
		expect(sentences.map((sentence) => languageOf(sentence)?.lang)).toEqual(sentences.map(() => lang));
	});

	test('comes with method, version, reason and a certainty between 0 and 1', () => {
		expect(languageOf('weet iemand of de school dichtgaat')).toMatchObject({
			method: 'language.words',
			version: 4,
			reason: 'words: 4 against 2'
		});
		for (const sentence of Object.values(own).flat()) {
			const hint = languageOf(sentence);
			expect(hint?.certainty).toBeGreaterThan(0);
			expect(hint?.certainty).toBeLessThanOrEqual(1);
			expect(hint?.score).toBe(hint?.certainty);
		}
	});

	test.each(['', 'ok', '???', '🔥🔥🔥', 'https://example.org/de/het/een', '@gemeente @politie #brand', '112'])(
		'is null when there is too little to tell: %j',
		(text) => {
			expect(languageOf(text)).toBeNull();
		}
	);

	test('is null for a language we do not know in a script we do: Russian, Persian', () => {
		expect(languageOf('Мост всё ещё закрыт, вы не знаете?')).toBeNull();
		expect(languageOf('آیا پل هنوز بسته است؟ کسی می‌داند')).toBeNull();
	});

	test('ignores a hashtag, mention or address in another language', () => {
		expect(
			languageOf(
				'de weg naar het dorp is dicht #breakingnews @theofficialnewsdesk https://example.org/the-road-to-the-village-is-closed'
			)?.lang
		).toBe('nl');
	});
});

describe('Frisian, by its small words', () => {
	const share = (texts: readonly string[]): number =>
		texts.filter((text) => languageOf(text)?.lang === 'fy').length / texts.length;

	test('is recognised in the held-out half of the open sentences', ({ skip }) => {
		const lines = openLines('language/fy-common-voice.txt')?.filter((_, at) => at % 2 === 1);
		if (!lines) return skip(absent('language/fy-common-voice.txt'));
		console.log(`language fy: right ${share(lines).toFixed(3)} of the half held out (n = ${lines.length})`);
		expect(share(lines)).toBeGreaterThanOrEqual(0.85);
	});

	test('is recognised in spoken Frisian', ({ skip }) => {
		const file = 'language/fame-cc-by-sa/ud-frisian-dutch-fame.json';
		const content = openFile(file);
		if (content === null) return skip(absent(file));
		const spoken = z.array(z.object({ fy: z.number(), t: z.string() })).parse(JSON.parse(content));
		// The others are mixed with Dutch.
		const lines = spoken.filter(({ fy }) => fy >= 0.8).map(({ t }) => t);
		console.log(`language fy, spoken: right ${share(lines).toFixed(3)} (n = ${lines.length})`);
		expect(share(lines)).toBeGreaterThanOrEqual(0.85);
	});

	test('is found in no Dutch post of the exercises, and in every Frisian one', () => {
		const posts = exercises.flatMap(postsOf);
		expect(posts.filter(({ text, lang }) => lang !== 'fy' && languageOf(text)?.lang === 'fy')).toEqual([]);
		expect(posts.filter(({ text, lang }) => lang === 'fy' && languageOf(text)?.lang !== 'fy')).toEqual([]);
		const right = posts.filter(({ text, lang }) => languageOf(text)?.lang === lang).length;
		console.log(`language, exercises: right ${(right / posts.length).toFixed(3)} (n = ${posts.length})`);
		expect(right / posts.length).toBeGreaterThanOrEqual(0.98);
	});

	test('is not found in any open Dutch sentence', ({ skip }) => {
		const lines = openLines('language/nl.txt');
		if (!lines) return skip(absent('language/nl.txt'));
		expect(share(lines)).toBe(0);
	});
});

describe('Dutch, by its letters', () => {
	const ofLetters = (text: string): unknown[] => {
		const found = languageOf(text);
		return [found?.lang, found?.method];
	};

	test.each([
		'Bewoners Havenweg geëvacueerd, sporthal open',
		'3 brandweerwagens langs de Kerkbrug richting haven',
		'Kraanwater bruin Lindenlaan',
		'GRIP 1: bewoners ramen deuren gesloten houden',
		'Keukenbrand geblust, bewoners terug'
	])('is recognised without enough small words: %j', (text) => {
		expect(ofLetters(text)).toEqual(['nl', 'language.letters']);
	});

	// Of languages that it was not made on too, near and far.
	test.each([
		'incendie bruxelles pompiers sur place',
		'Nous sommes coincés',
		'Rauchwolke Hafengelände, Fenster geschlossen',
		'fire brigade arrives harbour',
		'Brand hamnen, brandkåren plats',
		'Brannvesenet rykker ut havnen',
		'Incendio zona portuaria, bomberos trabajando',
		'Alguém sabe se posso lavar fruta',
		'Vigili del fuoco sul posto',
		'Am ajuns, supă caldă, paturi',
		'Požár v přístavu, zavřete okna',
		'Tűz ütött ki kikötőben'
	])('is not recognised in %j', (text) => {
		expect(languageOf(text)?.lang).not.toBe('nl');
	});

	test('is recognised in the held-out half of the open sentences, and in no other language', ({ skip }) => {
		const sentences = openSentences();
		if (!sentences) return skip(absent('language'));
		const share = (lines: readonly string[]): number =>
			lines.filter((line) => languageOf(line)?.lang === 'nl').length / lines.length;
		for (const [letters, least] of [
			[500, 0.98],
			[60, 0.965]
		] as const)
			for (const [lang, lines] of Object.entries(sentences)) {
				const found = share(heldOut(lines).map((line) => line.slice(0, letters)));
				if (lang === 'nl') expect(found, `${letters} letters`).toBeGreaterThanOrEqual(least);
				else expect(found, `${lang} at ${letters} letters`).toBeLessThanOrEqual(0.003);
			}
	});

	test('uses the weights that are computed from the sentences', { timeout: 120_000 }, ({ skip }) => {
		const sentences = openSentences();
		if (!sentences) return skip(absent('language'));
		expect(lettersFrom(sentences), 'run `npm run train`').toEqual(stored);
	});
});

/**
 * Share of all sentences answered right, and share of the given answers that are right; for whole sentences and cut to
 * sixty letters.
 */
const aims: Record<string, { whole: number; cut: number }> = {
	nl: { whole: 0.97, cut: 0.94 },
	en: { whole: 0.96, cut: 0.93 },
	de: { whole: 0.98, cut: 0.97 },
	tr: { whole: 0.98, cut: 0.94 },
	ar: { whole: 0.98, cut: 0.98 },
	pl: { whole: 0.98, cut: 0.98 }
};

describe('measured on the open sentences', () => {
	test.for(Object.entries(aims))('%s', ([lang, aim], { skip }) => {
		const lines = openLines(`language/${lang}.txt`);
		if (!lines) return skip(absent(`language/${lang}.txt`));
		for (const [size, least] of [
			[500, aim.whole],
			[60, aim.cut]
		] as const) {
			const answers = lines.map((line) => languageOf(line.slice(0, size))).filter((hint) => hint !== null);
			const right = answers.filter((hint) => hint.lang === lang).length;
			console.log(
				`language ${lang} at ${size} letters: right ${(right / lines.length).toFixed(3)} of all, ${(right / answers.length).toFixed(3)} of answers (n = ${lines.length})`
			);
			expect(right / lines.length).toBeGreaterThanOrEqual(least);
			expect(right / answers.length).toBeGreaterThanOrEqual(0.98);
		}
	});
});
