import { expect, test } from 'vitest';
import { withoutDeskFields, withPlace } from '$lib/domain/posts/entry/desk-fields';
import { wordsIn } from '$lib/i18n/words';
import * as m from '$lib/messages';

const { t } = wordsIn('nl');
const signal = (text: string, place: string, callBack: string): string =>
	`${withPlace(text, place)}\n${t(m.partner.signal.fromCallBack, { label: 'GGD', callBack })}`;

test('what is typed for a place and for whom to call back goes, the words around it stay', () => {
	expect(withoutDeskFields(withPlace('Rook in huis', 'bij Van der Zwaluw'))).toBe('Rook in huis (…)');
	expect(withoutDeskFields(signal('Rook', 'bij Zwaluw', 'T. Zwaluw. Of haar man'))).toBe(
		'Rook (…)\nMelding van GGD. Terugbellen: ….'
	);
	expect(withoutDeskFields(signal('Rook', '', 'Zwaluw'))).toBe('Rook\nMelding van GGD. Terugbellen: ….');
	expect(withoutDeskFields('Rook in huis')).toBe('Rook in huis');
});
