/**
 * The help pages by the person who looks for them, in the order of the overview. A topic is a file in each language of
 * `messages/help`, under its name.
 */
export const helpParts = [
	{ part: 'everybody', topics: ['start', 'exercise', 'account', 'connection'] },
	{
		part: 'analyst',
		topics: ['stream', 'labels', 'calls', 'findings', 'needs', 'rumours', 'report', 'charts', 'sources', 'handover']
	},
	{ part: 'spokesperson', topics: ['approve', 'texts', 'phone'] },
	{ part: 'coordinator', topics: ['incident', 'partners', 'table', 'evaluation', 'archive', 'privacy'] },
	{ part: 'partner', topics: ['partner'] },
	{ part: 'administrator', topics: ['people', 'installation', 'programs'] },
	{ part: 'server', topics: ['server', 'configuration', 'organisation', 'upkeep', 'night'] }
] as const;

export type HelpTopic = (typeof helpParts)[number]['topics'][number];
export const helpTopics: readonly HelpTopic[] = helpParts.flatMap(({ topics }) => topics);

/** Who has a card of one page to print: a file `card-…` in each language. */
export const helpCards = ['analyst', 'spokesperson', 'coordinator', 'partner', 'administrator', 'server'] as const;
export type HelpCard = (typeof helpCards)[number];
