import { generalRefusals } from '$lib/domain/core/refusal';
import { ReportSection } from '$lib/domain/report/report-text';
import type { Operation } from './operation';
import { ofIncident, json } from './parameters';

/** Decisions of people, and questions that only people can ask. */
export const decisions: readonly Operation[] = [
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/commands`,
		id: 'sendCommand',
		tag: 'decisions',
		summary: 'Send a command to an incident',
		description: `Sent twice with the same content it has one effect and gets its first answer. Each command says who may send it and why it may be refused; any may be refused with: ${generalRefusals.join(', ')}.`,
		body: 'IncidentCommand',
		answer: { status: 200, says: 'The numbers of the events that it led to.', shape: 'Receipt' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/commands/batch`,
		id: 'sendCommands',
		tag: 'decisions',
		summary: 'Send commands to an incident, in order',
		description:
			'Each command counts as one that is sent alone, and a refused one does not stop the next. At least the first is answered; those without an answer were not run: send them again.',
		body: 'CommandBatch',
		answer: { status: 200, says: 'A receipt or a problem for each command that was run.', shape: 'BatchAnswer' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: '/installation/commands',
		id: 'sendInstallationCommand',
		tag: 'decisions',
		summary: 'Send a command to the installation',
		description: 'People and roles, connections, tokens.',
		body: 'InstallationCommand',
		answer: { status: 200, says: 'The numbers of the events that it led to.', shape: 'Receipt' },
		problems: [404, 409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/desk-posts`,
		id: 'storeDeskPost',
		tag: 'decisions',
		summary: 'Store a post entered at a desk',
		body: 'DeskPostRequest',
		answer: { status: 200, says: 'It is stored.', shape: 'DeskPostReceipt' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/profile/preview`,
		id: 'previewProfile',
		tag: 'decisions',
		summary: 'Try a search profile on the last hour',
		description:
			'Judges the newest posts of the hour, and a sample of what came by and fitted nothing, kept in memory by the process that answers. Nothing is saved.',
		body: 'SearchProfile',
		answer: { status: 200, says: 'What it would select and leave out.', shape: 'ProfilePreview' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/sources/[source]/try`,
		id: 'trySource',
		tag: 'decisions',
		summary: 'Try a source once',
		description:
			'Asks it now, out of its turn, also when it is paused; what it says is not stored. Of a line that stands it tells how that does, of a source for programs what they sent last. Three times at once, then once in ten seconds.',
		answer: { status: 200, says: 'The result of the trial.', shape: 'SourceTrial' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/links/[link]/pin`,
		id: 'keepLinkPin',
		tag: 'decisions',
		summary: 'Store the PIN of a share link before the link is made',
		description:
			'Before `link.make` with `pin: true` and the same id. Only a hash is kept; it cannot be read or changed.',
		body: 'LinkPin',
		answer: { status: 200, says: 'It is stored.', shape: 'LinkPinKept' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/pasted`,
		id: 'pastePosts',
		tag: 'decisions',
		summary: 'Store posts that somebody copied',
		description:
			'For what no program may follow, such as closed groups. Each network has one source for them. Pasted twice each is stored once.',
		body: 'Pasted',
		answer: { status: 200, says: 'The result for each post.', shape: 'PastedTaken' },
		problems: [409, 413, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/posts/[post]/author`,
		id: 'revealAuthor',
		tag: 'decisions',
		summary: 'Ask for the name behind a pseudonym',
		description: 'For people who must reply to an author. The request is recorded in the incident log.',
		answer: { status: 200, says: 'The name.', shape: 'AuthorNamed' }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/posts/[post]/translation`,
		id: 'translatePost',
		tag: 'decisions',
		summary: 'Have a post translated by the language model',
		description:
			'Only where the administrator configured a model; it gets the text without personal details. That it was asked stands in the log of the incident.',
		body: 'InLanguage',
		answer: { status: 200, says: 'The translation, made by a machine.', shape: 'Translation' },
		problems: [409, 415, 422, 503]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/report/sections/[section]/draft`,
		id: 'draftSection',
		tag: 'decisions',
		summary: 'Have a first draft of a section written by the language model',
		description:
			'Only where the administrator configured a model. Every sentence names the stories that it rests on. Nothing is stored: a person takes it over, or it is gone.',
		names: { section: ReportSection },
		body: 'InLanguage',
		answer: { status: 200, says: 'The draft, made by a machine.', shape: 'MachineDraft' },
		problems: [409, 415, 422, 503]
	}
];
