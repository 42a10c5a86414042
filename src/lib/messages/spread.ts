import type { Messages } from './message';

export const spread = {
	title: { nl: 'Wie verspreidde het', en: 'Who spread it' },
	first: { nl: 'Het eerste bericht dat wij kennen', en: 'The first post we know of' },
	path: { nl: 'Van bron naar bron', en: 'From source to source' },
	later: { nl: '{duration} later', en: '{duration} later' },
	voices: { nl: 'De grootste stemmen', en: 'The largest voices' },
	countedFinding: {
		nl: 'Dit telt berichten die het steunen of ernaar vragen, zonder onze eigen accounts. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts posts that support it or ask about it, excluding our own accounts. Private individuals are shown with a pseudonym.'
	},
	countedLinked: {
		nl: 'Dit telt alle berichten die hieraan gekoppeld zijn, zonder onze eigen accounts. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts all posts linked to this, excluding our own accounts. Private individuals are shown with a pseudonym.'
	},
	countedStory: {
		nl: 'Dit telt alle berichten van dit verhaal. Gewone mensen staan hier met een schuilnaam.',
		en: 'This counts all posts in this story. Private individuals are shown with a pseudonym.'
	},
	none: { nl: 'Nog geen bericht steunt dit of vraagt ernaar.', en: 'No posts support this or ask about it yet.' },
	noneLinked: { nl: 'Er is nog geen bericht gekoppeld.', en: 'No posts are linked yet.' },
	failed: {
		nl: 'Wij konden niet ophalen wie het verspreidde. Open de pagina opnieuw.',
		en: 'We could not load who spread it. Reload the page.'
	}
} satisfies Messages;
