import { plural, type Messages } from './message';

export const neighbourhoods = {
	place: { nl: 'Wijk', en: 'Neighbourhood' },
	posts: { nl: 'berichten', en: 'posts' },
	half: { nl: '{minutes} min', en: '{minutes} min' },
	needs: { nl: 'open vragen', en: 'open questions' },
	rumours: { nl: 'geruchten', en: 'rumours' },
	was: { nl: 'was {count}', en: 'was {count}' },
	fact: { nl: 'feit', en: 'fact' },
	site: { nl: 'plaats van het incident', en: 'incident location' },
	says: {
		nl: plural('count', {
			one: 'Laatste {minutes} minuten: {count} bericht noemt een wijk of straat.',
			other: 'Laatste {minutes} minuten: {count} berichten noemen een wijk of straat.'
		}),
		en: plural('count', {
			one: 'Last {minutes} minutes: {count} post mentions a neighbourhood or street.',
			other: 'Last {minutes} minutes: {count} posts mention a neighbourhood or street.'
		})
	},
	rising: {
		nl: plural('count', { one: '{names} stijgt.', other: '{names} stijgen.' }),
		en: plural('count', { one: '{names} is rising.', other: '{names} are rising.' })
	},
	unplaced: {
		nl: plural('count', {
			one: '{count} bericht noemt geen plaats; die staan hier niet.',
			other: '{count} berichten noemen geen plaats; die staan hier niet.'
		}),
		en: plural('count', {
			one: '{count} post mentions no place and is not shown here.',
			other: '{count} posts mention no place and are not shown here.'
		})
	},
	note: {
		nl: 'Een bericht telt bij elke wijk die het noemt. Waarover iemand schrijft, is niet waar iemand is.',
		en: 'A post counts for every neighbourhood it mentions. The place people write about may not be where they are.'
	},
	table: { nl: 'Per wijk, de meeste eerst', en: 'By neighbourhood, most posts first' },
	noFindings: {
		nl: 'Geen bevinding met een bericht dat deze wijk noemt.',
		en: 'No findings have posts that mention this neighbourhood.'
	},
	toStream: { nl: 'Zoek {name} in de stroom', en: 'Search for {name} in the stream' },
	off: {
		nl: 'Er zijn nog geen wijken ingevuld. Met wijken ziet u waarover mensen per wijk schrijven.',
		en: 'No neighbourhoods have been entered yet. Once they are, you see what people write about each one.'
	},
	turnOn: { nl: 'Vul de wijken in', en: 'Enter the neighbourhoods' },
	failed: {
		nl: 'De aantallen zijn nu niet te laden. Wij proberen het steeds opnieuw.',
		en: 'The counts cannot be loaded right now. We will keep trying.'
	},
	settings: {
		title: { nl: 'Wijken', en: 'Neighbourhoods' },
		what: {
			nl: 'Voelspriet telt per wijk de berichten die haar noemen.',
			en: 'Voelspriet counts the posts that mention each neighbourhood.'
		},
		usual: { nl: 'Dit is het voorbeeld voor elk nieuw incident.', en: 'Each new incident starts with this list.' },
		field: { nl: 'De wijken', en: 'Neighbourhoods' },
		hint: {
			nl: 'Zet elke wijk op een eigen regel. Straten en andere namen staan tussen haakjes. Zo: Centrum (Markt, Havenweg)',
			en: 'Put each neighbourhood on its own line, with streets and other names in brackets. For example: Centrum (Markt, Havenweg)'
		},
		wrong: {
			nl: 'Dit is niet te lezen. Geef elke wijk een eigen naam, hoogstens 96 bij elkaar.',
			en: 'We cannot read this. Give each neighbourhood its own name, with at most 96 in total.'
		},
		proposed: {
			nl: 'Dit zijn de wijken van uw gemeente. Bewaar ze om ze hier te gebruiken.',
			en: 'These are your municipality’s neighbourhoods. Save them to use them here.'
		},
		save: { nl: 'Bewaar de wijken', en: 'Save neighbourhoods' },
		see: { nl: 'Bekijk de aantallen per wijk', en: 'View the counts by neighbourhood' },
		kept: { nl: 'De wijken zijn bewaard.', en: 'The neighbourhoods have been saved.' }
	}
} satisfies Messages;
