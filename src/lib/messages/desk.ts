import type { Messages } from './message';

export const desk = {
	title: { nl: 'Typ wat u hoort', en: 'Type what you hear' },
	where: { nl: 'Waar hoort u het?', en: 'Where did you hear it?' },
	what: { nl: 'Wat hoort u?', en: 'What did you hear?' },
	hint: {
		nl: 'Enter slaat op en gaat door. Vraag niet naar de naam van de beller.',
		en: 'Press Enter to save and continue. Do not ask for the caller’s name.'
	},
	place: { nl: 'Wijk of plaats', en: 'Neighbourhood or place' },
	store: { nl: 'Sla op', en: 'Save' },
	typed: { nl: 'Net getypt', en: 'Just typed' },
	none: {
		nl: 'Er zijn nog geen balies. Voeg ze toe bij de bronnen.',
		en: 'There are no desks yet. Add them under Sources.'
	},
	state: {
		sending: { nl: 'wacht op opslaan', en: 'waiting to be saved' },
		saved: { nl: 'opgeslagen', en: 'saved' },
		refused: { nl: 'niet opgeslagen', en: 'not saved' }
	},
	outdated: {
		nl: 'Zeg dit niet meer, het klopt niet. Er komt een correctie.',
		en: 'Do not say this any more: it is wrong. A correction will follow.'
	}
} satisfies Messages;
