import { plural, type Messages } from './message';

export const charts = {
	none: {
		nl: 'Nog geen berichten. Zodra ze er zijn, ziet u hier het verloop.',
		en: 'No posts yet. Once there are, the charts appear here.'
	},
	failed: {
		nl: 'Het verloop is nu niet te laden. Dat lukt vanzelf als de verbinding terug is.',
		en: 'The charts cannot be loaded right now. They appear when the connection is back.'
	},
	volume: { nl: 'Berichten per {length}', en: 'Posts per {length}' },
	busiest: {
		nl: plural('count', {
			one: 'Het drukst was {when}: {count} bericht. In de laatste hele periode {last}.',
			other: 'Het drukst was {when}: {count} berichten. In de laatste hele periode {last}.'
		}),
		en: plural('count', {
			one: 'Busiest {when}: {count} post. The last full period had {last}.',
			other: 'Busiest {when}: {count} posts. The last full period had {last}.'
		})
	},
	unfinishedBar: {
		nl: 'De laatste balk is niet vol: {count} in {length}.',
		en: 'The last bar is not complete: {count} in {length}.'
	},
	unfinishedNote: {
		nl: 'Gestreepte rand: nog geen hele periode. Dat deel telt niet mee.',
		en: 'Dashed edge: not a full period yet. That part is not counted.'
	},
	unfinished: { nl: 'niet vol', en: 'not complete' },
	busiestOnly: {
		nl: plural('count', {
			one: 'Het drukst was {when}: {count} bericht.',
			other: 'Het drukst was {when}: {count} berichten.'
		}),
		en: plural('count', { one: 'Busiest {when}: {count} post.', other: 'Busiest {when}: {count} posts.' })
	},
	volumeTable: { nl: 'Berichten per bron', en: 'Posts per source' },
	source: { nl: 'Bron', en: 'Source' },
	total: { nl: 'Totaal', en: 'Total' },
	period: { nl: 'Periode', en: 'Period' },
	n: { nl: 'Samen', en: 'Total' },
	tooSoon: {
		nl: 'Te vroeg om iets te zeggen: de eerste periode is nog niet voorbij.',
		en: 'Too early to say anything: the first period is not over yet.'
	},
	picked: {
		chosen: { nl: 'Van {from} tot {to}:', en: 'From {from} to {to}:' },
		posts: { nl: 'bekijk de berichten', en: 'view the posts' },
		report: { nl: 'bekijk het rapport van toen', en: 'view the report from then' }
	},
	axis: {
		nl: 'Streeplijn: een eigen actie. Dezelfde nummers staan in alle grafieken. De as stopt bij de laatste meting, {time}.',
		en: 'Dashed line: an own action. All charts use the same numbers. The axis ends at the last measurement, {time}.'
	},
	allOf: { nl: 'Alles, {from}–{to}', en: 'All, {from}–{to}' },
	lastHour: { nl: 'Laatste uur', en: 'Last hour' },
	labels: { nl: 'Gelabelde verhalen, {from}–{to}', en: 'Labelled stories, {from}–{to}' },
	stories: { nl: 'Verhalen', en: 'Stories' },
	whichRumours: { nl: 'Welke geruchten dik staan', en: 'Rumours to highlight' },
	rumoursPer: { nl: 'Geruchten per {length}', en: 'Rumours per {length}' },
	rumoursNote: {
		nl: 'Alleen berichten die steunen of vragen. Open rondje: onze tekst erover ging naar buiten.',
		en: 'Only posts that support or ask. Open circle: we published a text about it.'
	},
	rumoursTable: { nl: 'Berichten die steunen of vragen', en: 'Posts that support or ask' },
	noRumours: {
		nl: 'Er is nog geen gerucht met berichten die steunen of vragen.',
		en: 'No rumour has posts that support or ask yet.'
	},
	rumourNow: {
		nl: '‘{name}’: {now} in de laatste 30 minuten, {before} in de 30 minuten ervoor.',
		en: '‘{name}’: {now} in the last 30 minutes, {before} in the 30 minutes before.'
	},
	rumourNowOnly: {
		nl: '‘{name}’: {now} in de laatste 30 minuten.',
		en: '‘{name}’: {now} in the last 30 minutes.'
	},
	rumourAll: {
		nl: plural('count', {
			one: '‘{name}’: {count} bericht in deze grafiek.',
			other: '‘{name}’: {count} berichten in deze grafiek.'
		}),
		en: plural('count', {
			one: '‘{name}’: {count} post in this chart.',
			other: '‘{name}’: {count} posts in this chart.'
		})
	},
	rumourEarly: {
		nl: 'Of de tekst van {time} hielp, meten wij {when}.',
		en: 'We will measure {when} whether the text of {time} helped.'
	},
	rumourFew: {
		nl: 'Rond de tekst van {time} waren er te weinig berichten om iets te zeggen: {before} en {after}.',
		en: 'There were too few posts around the text of {time} to say anything: {before} and {after}.'
	},
	rumourNoBefore: {
		nl: 'In het half uur na de tekst van {time} waren het er {after}. Het incident begon minder dan een half uur voor de tekst, dus er is niets om mee te vergelijken.',
		en: 'In the half hour after the text of {time} there were {after}. The incident began less than half an hour before the text, so there is nothing to compare with.'
	},
	rumourAfter: {
		nl: 'In het half uur voor de tekst van {time} {before}, erna {after}. Dat bewijst niet dat het erdoor kwam.',
		en: 'In the half hour before the text of {time}: {before}. After it: {after}. This does not prove that the text was the cause.'
	},
	rumourUnsure: {
		nl: 'In het half uur voor de tekst van {time} {before}, erna {after}.',
		en: 'In the half hour before the text of {time}: {before}. After it: {after}.'
	},
	rumourSame: {
		nl: 'Rond de tekst van {time} is geen duidelijk verschil: {before} en {after}.',
		en: 'There is no clear difference around the text of {time}: {before} and {after}.'
	},
	around: {
		title: { nl: 'Rond elke eigen actie', en: 'Around each own action' },
		says: {
			nl: 'Berichten in het kwartier ervoor en erna. Dat iets erna kwam, bewijst niet dat het erdoor kwam.',
			en: 'Posts in the 15 minutes before and after. A change afterwards does not prove that the action caused it.'
		},
		action: { nl: 'Actie', en: 'Action' },
		before: { nl: 'ervoor', en: 'before' },
		after: { nl: 'erna', en: 'after' },
		difference: { nl: 'verschil', en: 'difference' },
		early: { nl: 'te vroeg, meting om {time}', en: 'too early, measured at {time}' },
		noBefore: { nl: 'ervoor niet gemeten', en: 'not measured before' },
		same: { nl: 'geen duidelijk verschil', en: 'no clear difference' },
		more: { nl: 'meer berichten', en: 'more posts' },
		less: { nl: 'minder berichten', en: 'fewer posts' }
	},
	bySource: {
		title: { nl: 'Per bron', en: 'By source' },
		most: { nl: '{name} geeft {share} van de berichten.', en: '{name} accounts for {share} of the posts.' },
		out: { nl: '{name} van {from} tot {to}', en: '{name} from {from} to {to}' },
		notCalm: {
			nl: 'Niet gemeten: {outages}. Dat is geen rust maar uitval.',
			en: 'Not measured: {outages}. This is an outage, not calm.'
		},
		share: { nl: 'Aandeel', en: 'Share' },
		highest: { nl: 'Hoogste per {length}', en: 'Highest per {length}' },
		unmeasured: { nl: 'Niet gemeten', en: 'Not measured' }
	}
} satisfies Messages;
