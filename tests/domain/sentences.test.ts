import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentencesOf, wholeSentences } from '$lib/domain/core/texts/sentences';

test.each([
	['Dr. De Wit meet om 14.30 uur. Daarna volgt bericht.', ['Dr. De Wit meet om 14.30 uur.', 'Daarna volgt bericht.']],
	['De GGD ("dr. Jansen") meet. Wacht af!', ['De GGD ("dr. Jansen") meet.', 'Wacht af!']],
	['Zie nr. 5 en art. 3 van J. R. Smit. Klaar.', ['Zie nr. 5 en art. 3 van J. R. Smit.', 'Klaar.']],
	['Blijf binnen o.a. in Zuid. Sluit ramen', ['Blijf binnen o.a. in Zuid.', 'Sluit ramen']],
	['Kook het water\nGeldt voor Lage Kamp', ['Kook het water', 'Geldt voor Lage Kamp']],
	['‘Het is veilig.’ Dat zegt Vitens… Nu wel.', ['‘Het is veilig.’', 'Dat zegt Vitens…', 'Nu wel.']],
	['Bel 0900-8844.', ['Bel 0900-8844.']],
	['Kook het water. Bel 14 020!', ['Kook het water.', 'Bel 14 020!']],
	['Bel dr. Jansen (tel. 14 020). Kom niet.', ['Bel dr. Jansen (tel. 14 020).', 'Kom niet.']],
	['Om 14.30 uur, zie www.waterveen.nl/water. Klaar?', ['Om 14.30 uur, zie www.waterveen.nl/water.', 'Klaar?']],
	[
		'U leest ‘Het water is veilig.’ op onze site. Kook het.',
		['U leest ‘Het water is veilig.’ op onze site.', 'Kook het.']
	],
	['Zonder punt\n\n- nog een regel', ['Zonder punt', '- nog een regel']],
	['Vraag het mr.', ['Vraag het mr.']],
	[' \n', []],
	['', []]
])('%s', (text, sentences) => {
	expect(sentencesOf(text)).toEqual(sentences);
});

test('the first sentence is whole however little room there is, and the others are shown or counted', () => {
	const sentence = fc.stringMatching(/^[A-Z][a-z ]{3,60}[a-z]{2}[.!?]$/);
	fc.assert(
		fc.property(fc.array(sentence, { minLength: 1, maxLength: 8 }), fc.nat({ max: 300 }), (all, room) => {
			const text = all.map((each) => each.replace(/\s+/g, ' ')).join(' ');
			const sentences = sentencesOf(text);
			const { text: shown, left } = wholeSentences(text, room);
			expect(shown).toBe(sentences.slice(0, sentences.length - left).join(' '));
			expect(left).toBeLessThan(sentences.length);
			if (shown.length > room) expect(left).toBe(sentences.length - 1);
			if (left > 0) expect(`${shown} ${sentences[sentences.length - left] ?? ''}`.length).toBeGreaterThan(room);
		})
	);
});
