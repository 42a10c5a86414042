/** Every reason for which a command can be refused. The sentences people read stand in messages/ under `refusals`. */
export const refusals = [
	'command.unknown',
	'command.invalid',
	'command.idTaken',
	'role.missing',
	'id.taken',
	'incident.absent',
	'incident.already',
	'incident.closed',
	'incident.notClosed',
	'incident.exercise',
	'incident.notExercise',
	'log.number',
	'clock.back',
	'source.absent',
	'source.notActive',
	'source.notHere',
	'source.notForPrograms',
	'connection.absent',
	'connection.inUse',
	'author.absent',
	'story.absent',
	'story.same',
	'post.absent',
	'post.elsewhere',
	'split.all',
	'label.stance',
	'finding.absent',
	'finding.merged',
	'finding.same',
	'finding.state',
	'finding.withoutEvidence',
	'fact.absent',
	'fact.withoutSource',
	'fact.replaced',
	'action.absent',
	'report.changed',
	'report.textChanged',
	'report.number',
	'report.unfinished',
	'report.absent',
	'report.withdrawn',
	'quote.absent',
	'advice.absent',
	'link.absent',
	'link.expiry',
	'link.revoked',
	'person.absent',
	'person.already',
	'person.lastAdministrator',
	'person.exerciseOnly',
	'installation.already',
	'token.absent',
	'token.expiry',
	'token.revoked',
	'token.decides'
] as const;
export type RefusalCode = (typeof refusals)[number];

/** A command that may not be, with its reason; nothing was changed and it may be tried again. `details` fill the sentence. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	constructor(
		readonly code: RefusalCode,
		readonly details: Readonly<Record<string, string | number>> = {}
	) {
		super(code);
	}
}
