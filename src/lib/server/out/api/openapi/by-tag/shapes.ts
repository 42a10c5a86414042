import * as m from '$lib/messages';
import { z } from 'zod';
import { AuthorKind } from '$lib/domain/posts/author';
import { Protocol } from '$lib/domain/posts/connections/protocols';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { commands } from '$lib/domain/commands';
import { PlaceFigures } from '$lib/domain/overview/place-figures';
import { SpreadHistory } from '$lib/domain/overview/spread-history';
import { TextEffect } from '$lib/domain/official-text/effect';
import { TimeSeries, Figures, FindingFigures } from '$lib/domain/overview/figures';
import {
	ImportView,
	ImportListView,
	ImportStart,
	ColumnMapping,
	PreviewView
} from '$lib/domain/posts/entry/file-import';
import { MAX_COMMANDS_PER_BATCH } from '$lib/domain/core/command-batch';
import { DeskPostRequest } from '$lib/domain/posts/entry/desk-post';
import { CommandId, Moment, ShareLinkId } from '$lib/domain/core/ids';
import { MachineDraft } from '$lib/domain/model/machine-draft';
import { Translation } from '$lib/domain/model/translation';
import { Pasted, PasteResult } from '$lib/domain/posts/entry/pasted';
import { PushAnswer, PushedPost, PushInput, pushLimits, PushResult } from '$lib/domain/posts/entry/pushed-post';
import { PreviewRequest, ProfilePreview } from '$lib/domain/posts/search/profile-preview';
import { EventsPage, WireEvent } from '$lib/domain/realtime';
import { SearchCounts } from '$lib/domain/posts/search/saved-search';
import { Report } from '$lib/domain/report/content';
import { ReportDraft } from '$lib/domain/report/draft';
import { LinkPin } from '$lib/domain/report/share-link';
import { SourceStatuses, SourceStatusView } from '$lib/domain/posts/source-status';
import { SourceTrial } from '$lib/domain/posts/source-trial';
import { languages } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import { Extension } from '$lib/server/read/report/export/exports';
import {
	AuthorView,
	MachineHint,
	PostPage,
	PostView,
	QueueTotals,
	StoryCard,
	StoryPage
} from '$lib/domain/stories/card';

/** A problem as every operation returns it (RFC 9457). */
const Problem = z.object({
	type: z.string().describe('`urn:problem-type:voelspriet:` and the code: an error without it is not of this program.'),
	title: z.string().describe('The name of the status.'),
	status: z.int().min(400).max(599),
	detail: z.string().describe('For people: what happened, what was saved, and what to do.'),
	code: z.string().describe('The kind of problem, for programs, such as `incident.closed`.'),
	details: z
		.record(z.string(), z.union([z.string(), z.number()]))
		.optional()
		.describe('Details of the problem, such as `where`: the first field that is wrong.'),
	errors: z
		.array(
			z.object({
				detail: z.string().describe('What the field must be.'),
				pointer: z.string().optional().describe('The field of the body: a JSON Pointer as a fragment (RFC 6901).'),
				parameter: z.string().optional().describe('The parameter of the address.')
			})
		)
		.optional()
		.describe('Every field that is wrong.')
});

/** The numbers of the events that a command caused, and the log's position. */
const Receipt = z.object({
	from: z.int().nonnegative(),
	to: z.int().nonnegative(),
	again: z.boolean(),
	head: z.int().nonnegative()
});
const LinkPinKept = z.object({ link: ShareLinkId });
const DeskPostReceipt = z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() });

/** Each collection as a list of `[id, row]`, single values by their names. */
const IncidentState = z.object({
	seq: z.int().nonnegative().describe('The number of the last event in it.'),
	time: Moment.describe('The time of the server.'),
	at: Moment.describe('The same time on the clock of the incident.'),
	state: z
		.record(z.string(), z.unknown())
		.describe('Each collection is a list of [id, row]; single values are by name.')
});
const AuthorNamed = z.object({
	number: z.int().nullable(),
	platform: z.string().nullable(),
	handle: z.string().nullable(),
	name: z.string(),
	kind: AuthorKind,
	followers: z.int().nullable()
});

/** Response schemas, by their names in the description. */
export const answers = {
	Problem,
	PushAnswer,
	PushResult,
	StoryPage,
	StoryCard,
	AuthorSeen: AuthorView,
	MachineHint,
	QueueTotals,
	PostPage,
	PostSeen: PostView,
	IncidentState,
	EventsPage,
	Event: WireEvent,
	Figures,
	FindingFigures,
	TimeSeries,
	PlaceFigures,
	SpreadHistory,
	SearchCounts,
	SourceStatuses,
	SourceStatus: SourceStatusView,
	SourceTrial,
	ProfilePreview,
	ReportDraft,
	Report,
	TextEffect: TextEffect.nullable(),
	FindableWords: z.object({ runs: z.array(z.string()) }),
	AnswerWords: z.object({ words: z.string() }),
	Receipt,
	DeskPostReceipt,
	BatchAnswer: z.object({ answers: z.array(z.union([Receipt, Problem])).min(1) }),
	PastedTaken: PasteResult,
	LinkPinKept,
	AuthorNamed,
	FileImport: ImportView,
	FileImports: ImportListView,
	FileImportAnswer: z.object({ import: ImportView }),
	FileImportTaken: z.object({ import: ImportView, preview: PreviewView }),
	FilePreview: PreviewView,
	FilePreviewAnswer: z.object({ preview: PreviewView }),
	Translation,
	MachineDraft,
	OpenapiDocument: z.record(z.string(), z.unknown())
} as const;
export type AnswerShape = keyof typeof answers;

const phases: Readonly<Record<AnyCommandKind['during'], string>> = {
	open: 'While the incident is open.',
	closed: 'After the incident was closed.',
	openOrClosed: 'While the incident is open and after it was closed.',
	beforeOpening: 'Begins an incident.',
	installation: 'At any time.'
};
const deliveries: Readonly<Record<AnyCommandKind['delivery'], string>> = {
	predicted: 'The desk shows the result at once and stores the command until it is sent.',
	queued: 'The desk stores the command until it is sent.',
	now: 'The desk sends the command at once or not at all.'
};
/** The description of a command. */
const describeCommand = ({ allow, during, delivery, refusals, undo }: AnyCommandKind): string =>
	[
		`For: ${allow.join(', ')}.`,
		phases[during],
		deliveries[delivery],
		...(undo ? ['The person can undo it.'] : []),
		...(refusals.length > 0 ? [`Refused with: ${refusals.join(', ')}.`] : [])
	].join(' ');
/** A command as it is sent, for the description: the sender makes the `id`. */
const commandSchema = (kind: AnyCommandKind) =>
	z.strictObject({ id: CommandId, type: z.literal(kind.type), input: kind.input }).describe(describeCommand(kind));
/** `incident.setPhase` becomes `SetPhaseOfIncident`, so that every name is unique. */
const nameOf = (type: string): string => {
	const [noun = '', verb = ''] = type.split('.');
	const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
	return `${capital(verb)}Of${capital(noun)}`;
};
const kinds: readonly AnyCommandKind[] = commands;
const namedSchemas = (some: readonly AnyCommandKind[]) =>
	some.map((kind): [string, ReturnType<typeof commandSchema>] => [nameOf(kind.type), commandSchema(kind)]);
const ofIncident = namedSchemas(kinds.filter(({ during }) => during !== 'installation'));
const ofInstallation = namedSchemas(kinds.filter(({ during }) => during === 'installation'));
const oneOf = (some: readonly [string, ReturnType<typeof commandSchema>][]) =>
	z.union(some.map(([, schema]) => schema));

/** The language to answer in. */
export const InLanguage = z.strictObject({ language: z.enum(languages) });

const IncidentCommand = oneOf(ofIncident);

/** Request schemas. */
export const bodies = {
	PushRequest: PushInput.extend({ posts: z.array(PushedPost).min(1).max(pushLimits.posts) }),
	PushedPost,
	IncidentCommand,
	CommandBatch: z.strictObject({ commands: z.array(IncidentCommand).min(1).max(MAX_COMMANDS_PER_BATCH) }),
	InstallationCommand: oneOf(ofInstallation),
	DeskPostRequest,
	Pasted,
	SearchProfile: PreviewRequest,
	LinkPin,
	ImportStart,
	FileMapping: ColumnMapping,
	InLanguage
} as const;
export type BodyShape = keyof typeof bodies;

/** The commands by their names in the description, and by their types. */
export const commandShapes: ReadonlyMap<string, z.ZodType> = new Map([...ofIncident, ...ofInstallation]);
export const commandNames: ReadonlyMap<string, string> = new Map(kinds.map(({ type }) => [type, nameOf(type)]));

const { t } = wordsIn('en');
const describeValues = <Name extends string>(names: readonly Name[], means: (name: Name) => string): string =>
	names.map((name) => `\`${name}\`: ${means(name)}`).join('; ');
/** What the values of a list mean, in the words of the screens. */
export const meanings: ReadonlyMap<z.core.$ZodType, string> = new Map<z.core.$ZodType, string>([
	[Protocol, describeValues(Protocol.options, (name) => t(m.sources.protocols[name].name))],
	[Extension, describeValues(Extension.options, (extension) => t(m.report.desk.export.kinds[extension]))]
]);
