import { z } from 'zod';
import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import { cutAtSpace, inXml } from '$lib/domain/core/text';
import type { IncidentKind } from '$lib/domain/incident/incident';
import { isAlertChannel } from '$lib/domain/incident/own-action';
import { isFrom, type Report } from '$lib/domain/report/content';
import type { ReportFrame } from '$lib/report/write/write-report';
import type { EarlierActions } from '../reports';
import { unnamedSender, type ExportKind } from './export-kind';

/** No spaces, commas or signs of markup: they separate the parts of a reference. */
const Name = z.string().regex(/^[^\s,<&]{1,200}$/);
/** With an offset, and `-00:00` for UTC: the standard refuses `Z`. */
const DateTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
const Words = z.string().min(1);

const categories = [
	'Geo',
	'Met',
	'Safety',
	'Security',
	'Rescue',
	'Fire',
	'Health',
	'Env',
	'Transport',
	'Infra',
	'CBRNE',
	'Other'
] as const;

/** The elements that we write, in the order of the standard (OASIS, CAP 1.2, §3.2.4). */
const Area = z.strictObject({ areaDesc: Words });
/** §3.2.2. */
const Info = z.strictObject({
	language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
	category: z.enum(categories),
	event: Words,
	responseType: z
		.enum(['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid', 'Monitor', 'Assess', 'AllClear', 'None'])
		.optional(),
	urgency: z.enum(['Immediate', 'Expected', 'Future', 'Past', 'Unknown']),
	severity: z.enum(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']),
	certainty: z.enum(['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown']),
	effective: DateTime,
	senderName: Words.optional(),
	/** At most 160 characters, as the standard advises. */
	headline: z.string().min(1).max(160),
	description: Words,
	area: Area
});
/** §3.2.1. */
export const CapAlert = z
	.strictObject({
		identifier: Name,
		sender: Name,
		sent: DateTime,
		status: z.enum(['Actual', 'Exercise', 'System', 'Test', 'Draft']),
		msgType: z.enum(['Alert', 'Update', 'Cancel', 'Ack', 'Error']),
		source: Words,
		scope: z.enum(['Public', 'Restricted', 'Private']),
		note: Words.optional(),
		/** Of the messages that this one changes or cancels: sender, identifier and moment, separated by a space. */
		references: z
			.string()
			.regex(/^[^\s,<&]+,[^\s,<&]+,[^\s,<&]+( [^\s,<&]+,[^\s,<&]+,[^\s,<&]+)*$/)
			.optional(),
		info: z.array(Info)
	})
	.refine(({ msgType, references }) => (msgType === 'Alert') === (references === undefined))
	.refine(({ msgType, info }) => msgType === 'Cancel' || info.length > 0);
export type CapAlert = z.infer<typeof CapAlert>;

const categoryOf: Readonly<Record<IncidentKind, (typeof categories)[number]>> = {
	fire: 'Fire',
	hazardousSubstance: 'CBRNE',
	flood: 'Met',
	outage: 'Infra',
	publicOrder: 'Security',
	health: 'Health',
	violence: 'Security',
	disappearance: 'Rescue',
	cyber: 'Infra',
	issue: 'Other',
	other: 'Other'
};

const dateTime = (at: Moment): string => `${new Date(millisecondsOf(at)).toISOString().slice(0, 19)}-00:00`;

type Action = Report['known']['actions'][number];
interface Warning {
	readonly action: Action;
	/** It was withdrawn or taken back, or its words say that one was. */
	readonly isOver: boolean;
}

const isWithdrawal = ({ text }: Action): boolean => /^\s*ingetrokken\b/i.test(text);

/**
 * What the authorities sent out as a warning, the newest first. Words that say that a warning was withdrawn end the last
 * one before them in their channel.
 */
function warningsIn(actions: readonly Action[]): Warning[] {
	const sent = actions.filter(
		({ channel, text, published }) => text.trim() !== '' && (isAlertChannel(channel) || published?.kind === 'advice')
	);
	const ended = new Set<Action>();
	for (const [i, action] of sent.entries()) {
		if (action.published?.withdrawn || isWithdrawal(action)) ended.add(action);
		if (!isWithdrawal(action)) continue;
		const last = sent.slice(0, i).findLast((each) => each.channel === action.channel && !ended.has(each));
		if (last) ended.add(last);
	}
	return sent.map((action) => ({ action, isOver: ended.has(action) })).reverse();
}

const identifierOf = ({ number, checksum }: ReportFrame): string => `report-${number}-${checksum.slice(0, 16)}`;

/** The earlier versions whose warnings were such a message. */
const referencesIn = (earlier: readonly EarlierActions[]): EarlierActions[] =>
	earlier.filter(({ frame, actions }) => isFrom('1.8', frame.rules) && warningsIn(actions).length > 0);

/** A later message changes the earlier ones, or cancels them when no warning holds any more. */
function typeOf(warnings: readonly Warning[], references: readonly EarlierActions[]): CapAlert['msgType'] {
	if (references.length === 0) return 'Alert';
	return warnings.every(({ isOver }) => isOver) ? 'Cancel' : 'Update';
}

/**
 * Our own warnings up to the moment of a report, as one message of the Common Alerting Protocol 1.2: for who keeps such
 * messages. It is a file, and sent to nobody. What we do not know of a warning is `Unknown`.
 */
export const cap = {
	extension: 'cap.xml',
	type: 'application/cap+xml; charset=utf-8',
	isOffered: ({ rules, withdrawn }) => withdrawn === null && isFrom('1.8', rules),
	isIn: ({ known }, earlier) => warningsIn(known.actions).length > 0 || referencesIn(earlier).length > 0,
	write({ report, frame, words }, { host, name } = unnamedSender, earlier = []) {
		const { incident, known, moment } = report;
		const warnings = warningsIn(known.actions);
		const references = referencesIn(earlier);
		const dateOf = (of: ReportFrame): string => dateTime(of.released ?? moment);
		return xmlOf(
			CapAlert.parse({
				identifier: identifierOf(frame),
				sender: host,
				sent: dateOf(frame),
				status: incident.exercise ? 'Exercise' : 'Actual',
				msgType: typeOf(warnings, references),
				source: words.t('report.document.kicker', { number: frame.number }),
				scope: 'Public',
				...(incident.exercise && { note: words.t('exercise.word').toUpperCase() }),
				...(references.length > 0 && {
					references: references.map((of) => [host, identifierOf(of.frame), dateOf(of.frame)].join(',')).join(' ')
				}),
				info: warnings.map(({ action, action: { channel, text, at }, isOver }) => ({
					language: 'nl-NL',
					category: categoryOf[incident.kind],
					event: words.t(`incident.kinds.${incident.kind}`),
					...(isWithdrawal(action) && { responseType: 'AllClear' }),
					urgency: isOver ? 'Past' : 'Unknown',
					severity: 'Unknown',
					certainty: 'Unknown',
					effective: dateTime(at),
					...(name !== null && { senderName: name }),
					headline: cutAtSpace(`${channel}: ${text.replace(/\s+/g, ' ').trim()}`, 160),
					description: text,
					area: { areaDesc: incident.place }
				}))
			} satisfies CapAlert)
		);
	}
} as const satisfies ExportKind;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => inXml(text).replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);

/** Each field is an element of its name; a list is an element for each of its items. */
function elements(of: object, depth: number): string[] {
	const indent = '\t'.repeat(depth);
	return Object.entries(of).flatMap(([name, value]: [string, unknown]) =>
		(Array.isArray(value) ? value : [value]).flatMap((each: unknown) => {
			if (typeof each === 'object' && each !== null)
				return [`${indent}<${name}>`, ...elements(each, depth + 1), `${indent}</${name}>`];
			return typeof each === 'string' ? [`${indent}<${name}>${escaped(each)}</${name}>`] : [];
		})
	);
}
const xmlOf = (alert: CapAlert): string =>
	[
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
		...elements(alert, 1),
		'</alert>',
		''
	].join('\n');
