import { expect, test } from 'vitest';
import { areOtherEyes, eyesOfAct, eyesOfActor, seenAct } from '$lib/domain/core/eyes';
import { Moment, PersonId } from '$lib/domain/core/ids';

const [ann, bob, carl] = ['01', '02', '03'].map((end) =>
	PersonId.parse(`01890000-0000-7000-8000-0000000000${end}`)
) as [PersonId, PersonId, PersonId];
const at = Moment.parse('2026-11-26T12:00:00.000Z');

test('an action carries its person and everybody who may have used the account', () => {
	expect(seenAct({ id: bob }, at)).toEqual({ by: bob, at, eyes: [bob] });
	expect(seenAct({ id: bob, eyes: [ann] }, at)).toEqual({ by: bob, at, eyes: [ann, bob] });
	expect(eyesOfAct({ by: carl, eyes: [ann] })).toEqual([ann, carl]);
});

test('two actions are independent only when no single person could have done both', () => {
	const invited = eyesOfActor({ id: bob, eyes: [ann] });
	expect(areOtherEyes(eyesOfActor({ id: ann }), invited)).toBe(false);
	expect(areOtherEyes(eyesOfActor({ id: carl, eyes: [ann] }), invited)).toBe(false);
	expect(areOtherEyes(eyesOfActor({ id: carl }), invited)).toBe(true);
});
