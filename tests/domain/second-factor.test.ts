import { expect, test } from 'vitest';
import { commands } from '$lib/domain/commands';
import { momentOf } from '$lib/domain/core/ids';
import { proofMissing, type ProofNeed, type ProofRule } from '$lib/domain/core/policy';
import { computerActor, SYSTEM, type Actor } from '$lib/domain/core/role';
import { anna } from './in-memory-incident';

const required: ProofRule = { required: true, minutes: 30 };
const now = momentOf(Date.UTC(2026, 10, 22, 1, 0));
const ago = (minutes: number): Actor => ({
	...anna,
	proof: { by: 'totp', at: momentOf(Date.parse(now) - minutes * 60_000) }
});

/** What each command asks: every other one asks nothing. */
const asks: Readonly<Record<Exclude<ProofNeed, 'none'>, readonly string[]>> = {
	fresh: ['need.confirmAnswer', 'prepared.approve', 'report.release', 'text.approve', 'text.publishAlone'],
	second: [
		'incident.endHold',
		'incident.hold',
		'installation.setHelpContact',
		'installation.setMailDomains',
		'installation.setNeighbourhoods',
		'installation.setPublicDetails',
		'installation.setRetention',
		'installation.setUp',
		'log.confirmRedaction',
		'log.declineRedaction',
		'log.redact',
		'outlet.connect',
		'outlet.disconnect',
		'person.admit',
		'person.confirm',
		'person.distinguish',
		'person.grant',
		'person.link',
		'person.noteAlike',
		'person.requestUnlink',
		'person.revoke',
		'person.setGrants',
		'person.suspend',
		'prepared.draft',
		'prepared.retire',
		'prepared.write',
		'report.withdraw',
		'security.record',
		'token.make',
		'token.revoke'
	]
};

test('each command asks for the second factor listed here, and new installation commands ask for one by default', () => {
	const found = (need: ProofNeed): string[] =>
		commands.flatMap(({ type, proof }) => (proof === need ? [type] : [])).sort();
	expect({ fresh: found('fresh'), second: found('second') }).toEqual(asks);
});

test.each<[string, ProofNeed, Actor, ProofRule, ReturnType<typeof proofMissing>]>([
	['nothing is asked for what needs none', 'none', anna, required, null],
	['a password alone', 'second', anna, required, 'missing'],
	['a password alone, where a fresh one is asked', 'fresh', anna, required, 'missing'],
	['an old one is enough to administer', 'second', ago(600), required, null],
	['one of half an hour ago', 'fresh', ago(30), required, null],
	['one that is older', 'fresh', ago(31), required, 'stale'],
	['where none is required', 'fresh', anna, { ...required, required: false }, null],
	['fictional people can do nothing real', 'fresh', { ...anna, exerciseOnly: true }, required, null],
	['computer colleagues neither', 'fresh', computerActor('spokesperson'), required, null],
	['the program itself', 'second', SYSTEM, required, null]
])('%s', (_name, need, actor, rule, missing) => {
	expect(proofMissing(need, actor, rule, now)).toBe(missing);
});
