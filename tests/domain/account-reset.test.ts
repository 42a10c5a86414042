import { expect, test } from 'vitest';
import { commandKind, commands } from '$lib/domain/commands';
import { decide, noReferences } from '$lib/domain/core/command';
import { momentOf, millisecondsOf, PersonId, type Moment } from '$lib/domain/core/ids';
import { approvesFrom, confirmReset } from '$lib/domain/installation/account-reset';
import { auditGroups } from '$lib/domain/installation/audit';
import { admitPerson } from '$lib/domain/installation/people';
import { recordSecurity, SecurityKind, type SecurityEvent } from '$lib/domain/installation/security';
import { events } from '$lib/domain/events';
import { fresh, noon, Rehearsal, system } from './sample';

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const HOUR = 3_600_000;
const later = (hours: number, moment: Moment): Moment => momentOf(millisecondsOf(moment) + hours * HOUR);

function installation() {
	const rehearsal = new Rehearsal();
	const [opener, second, spokesperson] = [fresh(PersonId), fresh(PersonId), fresh(PersonId)];
	for (const person of [opener, second])
		rehearsal.when(
			admitPerson,
			{ person, grants: [{ role: 'administrator', incident: null }], exerciseOnly: false },
			system
		);
	rehearsal.when(
		admitPerson,
		{ person: spokesperson, grants: [{ role: 'spokesperson', incident: null }], exerciseOnly: false },
		system
	);
	const happened = (kind: SecurityEvent['kind'], by: PersonId) =>
		rehearsal.when(
			recordSecurity,
			{ person: spokesperson, kind, factor: null, count: null, incident: null, what: null },
			{ id: by, roles: ['system'] }
		);
	const confirm = (by: PersonId) =>
		rehearsal.when(confirmReset, { person: spokesperson }, { id: by, roles: ['administrator'] });
	const reset = () => rehearsal.state.people.get(spokesperson)?.reset ?? null;
	return { rehearsal, opener, second, spokesperson, happened, confirm, reset };
}

test('an account that was opened again approves nothing for 24 hours', () => {
	const { opener, happened, reset } = installation();
	expect(approvesFrom(reset())).toBeNull();
	happened('password.reset', opener);
	const { at = noon } = reset() ?? {};
	expect(approvesFrom(reset())).toBe(later(24, at));
	expect(reset()).toMatchObject({ by: opener, confirmed: null });
});

test('nor one whose second factor was taken away by an administrator; choosing a password does not count', () => {
	const { opener, spokesperson, happened, reset } = installation();
	happened('password.chosen', spokesperson);
	happened('factor.added', spokesperson);
	happened('session.began', spokesperson);
	expect(reset()).toBeNull();
	happened('factor.reset', opener);
	expect(reset()?.by).toBe(opener);
});

test('every command that approves is refused until then, and no other', () => {
	const { rehearsal } = installation();
	const approving = commands.filter(({ approves }) => approves).map(({ type }) => type);
	expect(approving).toEqual([
		'text.approve',
		'text.publishAlone',
		'text.review',
		'person.confirmReset',
		'prepared.approve'
	]);
	for (const { type } of commands) {
		const kind = commandKind(type);
		const role = kind?.allow[0];
		if (!kind || !role) throw new Error(type);
		const tried = (wallNow: Moment) => {
			const actor = { id: fresh(PersonId), roles: [role], approvesFrom: later(24, noon) };
			try {
				decide(kind, {}, { state: rehearsal.state, references: noReferences, actor, now: wallNow, wallNow });
				return null;
			} catch (error) {
				return error;
			}
		};
		const isRefused = (error: unknown) => (error as { code?: string } | null)?.code === 'person.reset';
		expect(isRefused(tried(later(23.9, noon))), type).toBe(approving.includes(type as never));
		expect(isRefused(tried(later(24, noon))), type).toBe(false);
	}
});

test('a second administrator confirms; not the one who opened it, nor the person', () => {
	const { opener, second, spokesperson, happened, confirm, reset } = installation();
	expect(() => confirm(second)).toThrow(refused('person.notReset'));
	happened('password.reset', opener);
	expect(() => confirm(opener)).toThrow(refused('person.resetOwn'));
	expect(() => confirm(spokesperson)).toThrow(refused('person.resetOwn'));
	confirm(second);
	expect(reset()?.confirmed?.by).toBe(second);
	expect(approvesFrom(reset())).toBeNull();
	happened('password.reset', second);
	expect(approvesFrom(reset())).not.toBeNull();
});

test('the groups of the audit page name events that exist, each once, and every kind of security event', () => {
	const known = new Set<string>(events.map(({ type }) => type));
	const types = Object.values(auditGroups).flatMap((group): string[] => [...group.types]);
	expect(types.filter((type) => !known.has(type))).toEqual([]);
	expect(new Set(types).size).toBe(types.length);
	const security = Object.values(auditGroups).flatMap((group): string[] => [...group.security]);
	expect([...security].sort()).toEqual([...SecurityKind.options].sort());
});
