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
		description: `A command that is sent twice with the same content has one effect and gets the same answer. The description of each command names who may send it and its refusals. Every command may also be refused with: ${generalRefusals.join(', ')}.`,
		body: 'IncidentCommand',
		answer: { status: 200, says: 'The numbers of the events that the command recorded.', shape: 'Receipt' },
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
			'Each command is handled as if it were sent alone; a refused one does not stop the next. At least the first gets an answer. Commands without an answer were not run: send them again.',
		body: 'CommandBatch',
		answer: { status: 200, says: 'A receipt or a problem for each command that ran.', shape: 'BatchAnswer' },
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
		answer: { status: 200, says: 'The numbers of the events that the command recorded.', shape: 'Receipt' },
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
		answer: { status: 200, says: 'Stored.', shape: 'DeskPostReceipt' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/profile/preview`,
		id: 'previewProfile',
		tag: 'decisions',
		summary: 'Test a search profile on the posts of the last hour',
		description:
			'Runs the profile on the newest posts of the last hour and on a sample of the posts that no profile selected, which the answering process has in memory. Nothing is saved.',
		body: 'SearchProfile',
		answer: { status: 200, says: 'What the profile would select and leave out.', shape: 'ProfilePreview' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/sources/[source]/try`,
		id: 'trySource',
		tag: 'decisions',
		summary: 'Test a source once',
		description:
			'Polls the source now, even when it is paused. Nothing is stored. For a streaming connection it gives the state of the connection; for a source that programs send to, what they sent last. Three tests at once, then one every ten seconds.',
		answer: { status: 200, says: 'The result of the test.', shape: 'SourceTrial' },
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
			'Call it before `link.make` with `pin: true` and the same id. Only a hash is stored; the PIN cannot be read or changed.',
		body: 'LinkPin',
		answer: { status: 200, says: 'Stored.', shape: 'LinkPinKept' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/pasted`,
		id: 'pastePosts',
		tag: 'decisions',
		summary: 'Store posts that a person copied and pasted',
		description:
			'For posts that no connection can reach, such as those of closed groups. Each network has one source for them. A post that is pasted twice is stored once.',
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
		description: 'For people who must reply to an author. Each request is recorded in the incident’s log.',
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
			'Only when the administrator configured a language model. The model gets the text without personal details. Each request is recorded in the incident’s log.',
		body: 'InLanguage',
		answer: { status: 200, says: 'The machine translation.', shape: 'Translation' },
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
			'Only when the administrator configured a language model. Every sentence names the stories that it is based on. The draft is not stored.',
		names: { section: ReportSection },
		body: 'InLanguage',
		answer: { status: 200, says: 'The machine-written draft.', shape: 'MachineDraft' },
		problems: [409, 415, 422, 503]
	}
];
