import type { Messages } from './message';

export const spread = {
	title: { nl: 'Wie verspreidde het', en: 'Who spread it' },
	first: { nl: 'Het eerste bericht dat wij kennen', en: 'The first post that we know of' },
	path: { nl: 'Van bron naar bron', en: 'From source to source' },
	later: { nl: '{duration} later', en: '{duration} later' },
	voices: { nl: 'De grootste stemmen', en: 'The largest voices' },
	countedFinding: {
		nl: 'Dit telt berichten die het steunen of ernaar vragen, zonder onze eigen accounts. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts posts that support it or ask about it, without our own accounts. Private people have a pseudonym here.'
	},
	countedLinked: {
		nl: 'Dit telt alle berichten die hieraan gekoppeld zijn, zonder onze eigen accounts. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts all posts that are linked to this, without our own accounts. Private people have a pseudonym here.'
	},
	countedStory: {
		nl: 'Dit telt alle berichten van dit verhaal. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts all posts of this story. Private people have a pseudonym here.'
	},
	none: { nl: 'Nog geen bericht steunt dit of vraagt ernaar.', en: 'No post supports this or asks about it yet.' },
	noneLinked: { nl: 'Er is nog geen bericht gekoppeld.', en: 'No post is linked yet.' },
	failed: {
		nl: 'Wij konden niet ophalen wie het verspreidde. Open de pagina opnieuw.',
		en: 'We could not fetch who spread it. Open the page again.'
	}
} satisfies Messages;
