import { expect, test } from 'vitest';
import { commandKind, commands, permittedTo } from '$lib/domain/commands';
import { decide, noReferences } from '$lib/domain/core/command';
import { isAllowed } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import { PersonalRole, Role } from '$lib/domain/core/role';
import { textOf } from '../project-files';
import { closeIncident, openIncident } from '$lib/domain/incident/incident';
import { carla, noon, opening, InMemoryIncident } from './in-memory-incident';

/** Who may send what (docs/domain.md, roles): each command is listed once, under exactly the roles that may send it. */
const matrix: Readonly<Record<string, readonly string[]>> = {
	'analyst spokesperson coordinator': [
		'action.retract',
		'advice.decide',
		'agreement.end',
		'agreement.make',
		'alert.see',
		'author.reveal',
		'computer.start',
		'computer.stop',
		'fact.confirm',
		'fact.record',
		'fact.replace',
		'fact.review',
		'fact.unreview',
		'finding.reword',
		'incident.setDuty',
		'incident.setEscalation',
		'need.answer',
		'need.confirmAnswer',
		'need.setTimes',
		'need.startAnswer',
		'prepared.approve',
		'prepared.draft',
		'prepared.retire',
		'prepared.write',
		'question.ask',
		'question.takeOver',
		'response.give',
		'rumour.answerInquiry',
		'rumour.assess',
		'rumour.assign',
		'rumour.chooseApproach',
		'rumour.confirmVerdict',
		'rumour.giveVerdict',
		'rumour.makeFact',
		'rumour.setVariants',
		'rumour.signal',
		'rumour.verify',
		'search.remove',
		'search.save',
		'signal.markRead',
		'story.setHelp',
		'story.takeBackHelp',
		'text.approve',
		'text.cite',
		'text.correct',
		'text.draft',
		'text.dropVariant',
		'text.recordReading',
		'text.passOn',
		'text.pause',
		'text.publish',
		'text.publishAlone',
		'text.publishDirectly',
		'text.resume',
		'text.return',
		'text.submit',
		'text.usePrepared',
		'text.waiveCorrection',
		'text.confirmAddress',
		'text.withdraw',
		'text.withdrawApproval',
		'text.write'
	],
	'analyst coordinator': [
		'alert.addRule',
		'alert.removeRule',
		'advice.drop',
		'advice.write',
		'author.setKind',
		'behaviour.assess',
		'behaviour.record',
		'finding.close',
		'finding.merge',
		'finding.unmerge',
		'finding.reopen',
		'incident.describe',
		'incident.prolong',
		'incident.setAims',
		'incident.setNeighbourhoods',
		'incident.setPhase',
		'link.make',
		'link.revoke',
		'link.setSignals',
		'meaning.record',
		'meaning.setTheme',
		'need.keepApart',
		'need.raise',
		'quote.choose',
		'quote.drop',
		'report.confirm',
		'report.release',
		'report.withdraw',
		'report.write',
		'rumour.split',
		'shift.take',
		'source.setKey',
		'story.setSentiment',
		'story.keepApart',
		'story.label',
		'story.markLookedAt',
		'story.merge',
		'story.split',
		'story.unmarkLookedAt',
		'story.unmerge'
	],
	system: [
		'alert.raise',
		'computer.recordUndone',
		'computer.show',
		'installation.setUp',
		'log.mask',
		'model.ask',
		'model.recordAnswer',
		'posts.forget',
		'posts.finishMasking',
		'posts.startMasking',
		'question.answer',
		'retention.repeat',
		'rumour.measureSpread',
		'person.noteAlike',
		'security.record',
		'signal.receive',
		'source.recordOutage',
		'text.recordNotification',
		'text.recordPosted',
		'text.recordPostingFailed',
		'text.tryPosting'
	],
	'coordinator administrator': [
		'incident.endHold',
		'incident.hold',
		'log.redact',
		...['log.confirmRedaction', 'log.declineRedaction'],
		'outlet.connect',
		'outlet.disconnect',
		'token.make',
		'token.revoke'
	],
	'analyst coordinator system': ['incident.open', 'profile.change', 'report.setDue', 'source.add', 'source.setState'],
	'administrator system': [
		'installation.setRetention',
		'person.admit',
		'person.grant',
		'person.link',
		'person.revoke',
		'person.setGrants',
		'person.suspend'
	],
	'spokesperson coordinator': ['incident.confirmPlace', 'text.review'],
	coordinator: [
		'archive.describe',
		'archive.recordTransfer',
		'author.forget',
		'author.lookUp',
		'document.judge',
		'document.markPassages',
		'incident.close',
		'incident.reopen',
		'incident.setFeeds',
		'learningPoint.settle',
		'learningPoint.write',
		'link.openPhone',
		'link.setFigures',
		'profile.reduce'
	],
	'analyst spokesperson coordinator system': ['action.record', 'exercise.end', 'exercise.setClock', 'need.reopen'],
	'analyst coordinator administrator': ['connection.add', 'connection.setBudget', 'connection.setCredential'],
	administrator: [
		'installation.setNeighbourhoods',
		'installation.setMailDomains',
		'installation.setPublicDetails',
		'installation.setHelpContact',
		'person.confirm',
		'person.distinguish',
		'person.requestUnlink'
	]
};

test('every command is in the matrix once', () => {
	expect(Object.values(matrix).flat().sort()).toEqual(commands.map(({ type }) => type).sort());
});

for (const role of Role.options)
	test(`what a person may do as ${role} alone`, () => {
		const may = commands.filter(({ allow }) => isAllowed([role], allow)).map(({ type }) => type);
		const should = Object.entries(matrix).flatMap(([roles, types]) => (roles.split(' ').includes(role) ? types : []));
		expect(may.sort()).toEqual(should.sort());
	});

test('combined roles allow what any one of them allows, and no role allows nothing', () => {
	for (const { allow } of commands) {
		expect(isAllowed([], allow)).toBe(false);
		for (const one of Role.options)
			for (const other of Role.options)
				expect(isAllowed([one, other], allow)).toBe(isAllowed([one], allow) || isAllowed([other], allow));
	}
});

test('a page is told that a person may do exactly what the rules allow, open and closed', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), carla);
	/** Whether this role or this phase refuses it, whatever its input. */
	const isRefused = (type: string, role: Role): boolean => {
		const kind = commandKind(type);
		if (!kind) throw new Error(type);
		const actor = { id: carla.id, roles: [role] };
		try {
			decide(kind, {}, { state: incident.state, references: noReferences, actor, wallNow: noon });
		} catch (error) {
			return error instanceof Refusal && ['role.missing', 'incident.closed', 'incident.notClosed'].includes(error.code);
		}
		return false;
	};
	const here = commands.filter(({ during }) => during !== 'installation' && during !== 'beforeOpening');
	const agree = (phase: 'open' | 'closed'): void => {
		for (const role of Role.options)
			expect([...permittedTo([role])[phase]].sort()).toEqual(
				here
					.filter(({ type }) => !isRefused(type, role))
					.map(({ type }) => type)
					.sort()
			);
	};
	agree('open');
	incident.when(closeIncident, {}, carla);
	agree('closed');
});

test('docs/domain.md has exactly the roles that people can be given', () => {
	const table = textOf('docs/domain.md').split('## Roles')[1]?.split('\n## ')[0] ?? '';
	const named = [...table.matchAll(/^\| ([a-z ]+) \|/gm)].map(([, role]) => role).filter((role) => role !== 'role');
	expect(named.toSorted()).toEqual(PersonalRole.options.toSorted());
});
