import { expect, test } from 'vitest';
import { momentOf } from '$lib/domain/core/ids';
import { areAlike, nameAt } from '$lib/domain/installation/names';
import { nameOf } from '$lib/server/people/auth/account-error';

const local = { name: 'Samira van der Kaya', email: 'samira.kaya@gemeente.example' };
test.each([
	['samira VAN DER kaya', 'other@x.example'],
	['Kaya, Samira van der', 'other@x.example'],
	['Van der Kaya, Samira (extern)', 'other@x.example'],
	['Samíra van der Kåya', 'other@x.example'],
	['Sam\u200Bira van\u00A0der Kay\u00ADa', 'other@x.example'],
	['S. van der Kaya', 'samira.kaya@regio.example'],
	['Kaya, S.', 'Samira.Kaya+crisis@gemeente.example'],
	['Samira Kaya', 'samirakaya@regio.example']
])('%j (%s) may be the same person', (name, email) => {
	expect(areAlike(local, { name, email })).toBe(true);
	expect(areAlike({ name, email }, local)).toBe(true);
});
test.each([
	['Sam van der Kaya', 'sam.kaya@gemeente.example'],
	['S. van der Kaya', 's.kaya@gemeente.example'],
	['Samira van der Kaap', 'samira.kaya@gemeente.example'],
	['Piet de Boer', 'samira.kaya@gemeente.example'],
	['…', 'samira.kaya@gemeente.example']
])('%j (%s) is somebody else', (name, email) => {
	expect(areAlike(local, { name, email })).toBe(false);
});

test.each(['', '   ', '\u200B', '\u200B \u2060\u00AD', '\u3164', '\u2800\u2800', '\u00A0', '…', '\u202E', '\u{E0041}'])(
	'%j is no name',
	(name) => {
		expect(() => nameOf(name)).toThrow('name.missing');
	}
);
test.each([
	['  Samira\u00A0 \u2003Kaya\u200B ', 'Samira Kaya'],
	['Samira\u202E Kaya', 'Samira Kaya'],
	['O\u2019Brien-de Vries', 'O\u2019Brien-de Vries'],
	['李小龙', '李小龙'],
	['علی‌رضا', 'علی‌رضا']
])('%j is stored as people see it', (name, stored) => {
	expect(nameOf(name)).toBe(stored);
});

test('the name of a moment is that of then', () => {
	const at = (minute: number) => momentOf(minute * 60_000);
	const history = {
		name: 'Derde',
		earlier: [
			{ name: 'Eerste', until: at(10) },
			{ name: 'Tweede', until: at(20) }
		]
	};
	expect([5, 10, 19, 20, 30].map((minute) => nameAt(history, at(minute)))).toEqual([
		'Eerste',
		'Tweede',
		'Tweede',
		'Derde',
		'Derde'
	]);
	expect(nameAt({ name: 'Eerste' }, at(1))).toBe('Eerste');
});
