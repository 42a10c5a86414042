import { plural, type Messages } from './message';

export const teamwork = {
	views: {
		nl: plural('count', { one: 'kijkt nu', other: 'kijken nu' }),
		en: plural('count', { one: 'is looking', other: 'are looking' })
	},
	writes: {
		nl: plural('count', { one: 'schrijft nu', other: 'schrijven nu' }),
		en: plural('count', { one: 'is writing', other: 'are writing' })
	},
	you: { nl: 'u', en: 'you' },
	saidBy: { nl: 'gezegd door {who}', en: 'said by {who}' },
	lastTen: { nl: 'Laatste tien', en: 'Last ten' },
	title: { nl: 'Wat u het laatst deed', en: 'Your latest actions' },
	intro: {
		nl: 'Alleen uw eigen acties in dit tabblad. Wat een collega daarna zei, blijft staan.',
		en: 'Only your own actions in this tab. What a colleague said afterwards is kept.'
	},
	none: { nl: 'U hebt hier nog niets gedaan.', en: 'You have not done anything here yet.' },
	never: { nl: 'Dit kan niet terug.', en: 'This cannot be undone.' },
	changed: { nl: 'Intussen gewijzigd', en: 'Changed since' },
	undoOf: { nl: 'Maak ongedaan: {what}', en: 'Undo: {what}' },
	waits: { nl: 'nog niet opgeslagen', en: 'not saved yet' },
	to: { nl: '{what}: {to}', en: '{what}: {to}' },
	did: {
		linked: { nl: 'Gekoppeld', en: 'Linked' },
		unlinked: { nl: 'Losgemaakt', en: 'Unlinked' },
		felt: { nl: 'Gelabeld als {label}', en: 'Labelled as {label}' },
		unfelt: { nl: 'Emotie of houding weggehaald', en: 'Emotion or attitude removed' },
		looked: { nl: 'Bekeken', en: 'Looked at' },
		notRelevant: { nl: 'Niet van belang', en: 'Not relevant' },
		unlooked: { nl: 'Terug in de wachtrij', en: 'Back in the queue' },
		helpPinned: { nl: 'Vastgezet als noodkreet', en: 'Pinned as a call for help' },
		helpPassedOn: { nl: 'Doorgegeven aan de meldkamer', en: 'Passed on to the control room' },
		helpDismissed: { nl: 'Geen noodkreet', en: 'Not a call for help' },
		helpNone: { nl: 'Noodkreet losgemaakt', en: 'Call for help unpinned' },
		merged: { nl: 'Verhalen samengevoegd', en: 'Stories merged' },
		keptApart: { nl: 'Niet hetzelfde verhaal', en: 'Not the same story' },
		unmerged: { nl: 'Samenvoeging teruggedraaid', en: 'Merge undone' },
		split: { nl: 'Verhaal gesplitst', en: 'Story split' },
		raised: { nl: 'Bevinding gemaakt', en: 'Finding added' },
		closed: { nl: 'Bevinding gesloten', en: 'Finding closed' },
		reopened: { nl: 'Bevinding heropend', en: 'Finding reopened' },
		reworded: { nl: 'Bevinding anders verwoord', en: 'Finding reworded' },
		findingMerged: { nl: 'Bevindingen samengevoegd', en: 'Findings merged' },
		need: { nl: 'Vraag bijgewerkt', en: 'Information need updated' },
		rumour: { nl: 'Gerucht bijgewerkt', en: 'Rumour updated' },
		behaviour: { nl: 'Gedrag bijgewerkt', en: 'Behaviour updated' },
		meaning: { nl: 'Betekenis bijgewerkt', en: 'Meaning updated' },
		fact: { nl: 'Feit vastgelegd', en: 'Fact recorded' },
		action: { nl: 'Eigen actie bijgewerkt', en: 'Own action updated' },
		report: { nl: 'Tekst in het rapport', en: 'Text in the report' },
		advice: { nl: 'Advies bijgewerkt', en: 'Advice updated' },
		quote: { nl: 'Citaat bijgewerkt', en: 'Quote updated' },
		released: { nl: 'Rapport vrijgegeven of ingetrokken', en: 'Report released or withdrawn' },
		link: { nl: 'Deellink bijgewerkt', en: 'Share link updated' },
		source: { nl: 'Bron bijgewerkt', en: 'Source updated' },
		profile: { nl: 'Zoekprofiel gewijzigd', en: 'Search profile changed' },
		incident: { nl: 'Incident bijgewerkt', en: 'Incident updated' },
		clock: { nl: 'Klok van de oefening verzet', en: 'Exercise clock changed' },
		other: { nl: 'Iets gewijzigd', en: 'Something changed' },
		agreement: { nl: 'Afspraak bijgewerkt', en: 'Agreement updated' },
		shift: { nl: 'Dienst overgenomen', en: 'Shift taken over' },
		search: { nl: 'Zoektab bijgewerkt', en: 'Search tab updated' },
		alert: { nl: 'Meldingsregel bijgewerkt', en: 'Alert rule updated' },
		exerciseEnded: { nl: 'Oefening beëindigd', en: 'Exercise ended' }
	}
} satisfies Messages;
