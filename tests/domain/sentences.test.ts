import { expect, test } from 'vitest';
import { sentencesOf } from '$lib/domain/core/texts/sentences';

test.each([
	['Kook het water. Bel 14 020!', ['Kook het water.', 'Bel 14 020!']],
	['Bel dr. Jansen (tel. 14 020). Kom niet.', ['Bel dr. Jansen (tel. 14 020).', 'Kom niet.']],
	['Om 14.30 uur, zie www.waterveen.nl/water. Klaar?', ['Om 14.30 uur, zie www.waterveen.nl/water.', 'Klaar?']],
	[
		'U leest ‘Het water is veilig.’ op onze site. Kook het.',
		['U leest ‘Het water is veilig.’ op onze site.', 'Kook het.']
	],
	['Zonder punt\n\n- nog een regel', ['Zonder punt', '- nog een regel']],
	['Vraag het mr.', ['Vraag het mr.']],
	[' \n', []]
])('the sentences of %j', (text, sentences) => expect(sentencesOf(text)).toEqual(sentences));
