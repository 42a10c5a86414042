import { plural, type Messages } from './message';

export const table = {
	intro: {
		nl: 'Loop de adviezen één voor één langs. Wat u hier besluit, staat in het volgende rapport.',
		en: 'Go through the advice one by one. What you decide here appears in the next report.'
	},
	toDecide: {
		nl: plural('count', { one: '{count} advies te besluiten', other: '{count} adviezen te besluiten' }),
		en: plural('count', { one: '{count} piece of advice to decide on', other: '{count} pieces of advice to decide on' })
	},
	none: { nl: 'Er is geen advies dat op een besluit wacht.', en: 'No advice is waiting for a decision.' },
	nothing: {
		nl: 'Er is nog geen advies. De omgevingsanalist schrijft het in het rapport.',
		en: 'There is no advice yet. The environment analyst writes it in the report.'
	},
	report: { nl: 'Naar het rapport', en: 'To the report' },
	question: { nl: 'Doen wij dit?', en: 'Shall we do this?' },
	who: { nl: 'Wie doet het?', en: 'Who will do it?' },
	due: { nl: 'Vóór hoe laat?', en: 'By when?' },
	dueLater: { nl: 'Tot wanneer?', en: 'Until when?' },
	noTime: { nl: 'geen tijd', en: 'no time' },
	why: { nl: 'Waarom?', en: 'Why?' },
	whyNot: { nl: 'Waarom niet?', en: 'Why not?' },
	record: { nl: 'Leg het besluit vast', en: 'Record the decision' },
	of: { nl: 'Advies {index} van {count}', en: 'Advice {index} of {count}' },
	by: { nl: 'besluit vóór {time}', en: 'decide before {time}' },
	late: { nl: '{duration} te laat', en: '{duration} late' },
	postponed: { nl: 'uitgesteld {time}', en: 'postponed {time}' },
	decided: { nl: 'Besloten ({count})', en: 'Decided ({count})' },
	effect: { nl: 'Wat was het effect?', en: 'What was the effect?' },
	saveEffect: { nl: 'Leg het effect vast', en: 'Record the effect' },
	effectSaved: { nl: 'Effect: {effect}', en: 'Effect: {effect}' },
	outcomes: {
		adopted: { nl: 'Ja', en: 'Yes' },
		declined: { nl: 'Nee', en: 'No' },
		postponed: { nl: 'Later', en: 'Later' }
	}
} satisfies Messages;
