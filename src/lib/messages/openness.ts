import { plural, type Messages } from './message';

export const openness = {
	title: { nl: 'Openbaar maken (Woo)', en: 'Publication (Woo)' },
	lead: {
		nl: 'Dit zijn de documenten van dit incident. Het programma stelt voor wat openbaar kan, de coördinator beoordeelt.',
		en: 'These are the documents of this incident. The program suggests what can be published. The coordinator decides.'
	},
	inventory: { nl: 'Inventaris Woo', en: 'Woo inventory' },
	csv: { nl: 'Inventaris als CSV', en: 'Inventory as CSV' },
	pdf: { nl: 'Inventaris als PDF', en: 'Inventory as PDF' },
	set: { nl: 'Gelakte set (zip)', en: 'Redacted set (zip)' },
	file: { nl: 'inventaris-woo', en: 'inventory-woo' },
	setFile: { nl: 'woo-documenten', en: 'woo-documents' },
	setHint: {
		nl: 'In de set zit alleen wat beoordeeld is. Gemarkeerde woorden zijn er helemaal uit.',
		en: 'The set only contains documents that have been assessed. Marked words are removed completely.'
	},
	setCount: {
		nl: plural('count', {
			0: 'Nog geen document komt in de set.',
			one: '{count} document komt in de set.',
			other: '{count} documenten komen in de set.'
		}),
		en: plural('count', {
			0: 'No document is in the set yet.',
			one: '{count} document is in the set.',
			other: '{count} documents are in the set.'
		})
	},
	count: {
		nl: plural('count', { one: '{count} document', other: '{count} documenten' }),
		en: plural('count', { one: '{count} document', other: '{count} documents' })
	},
	takeAll: { nl: 'Neem alle voorstellen over', en: 'Accept all suggestions' },
	taking: { nl: '{done} van {total} overgenomen', en: '{done} of {total} accepted' },
	change: { nl: 'Beoordeel', en: 'Assess' },
	mark: { nl: 'Markeer woorden', en: 'Mark words' },
	marked: {
		nl: plural('count', { one: '{count} stuk gemarkeerd', other: '{count} stukken gemarkeerd' }),
		en: plural('count', { one: '{count} passage marked', other: '{count} passages marked' })
	},
	save: { nl: 'Bewaar', en: 'Save' },
	cancel: { nl: 'Annuleer', en: 'Cancel' },
	note: { nl: 'Toelichting', en: 'Note' },
	noteHint: {
		nl: 'Komt in de inventaris. Schrijf er geen namen in.',
		en: 'Shown in the inventory. Do not include names.'
	},
	outcome: { nl: 'Oordeel', en: 'Assessment' },
	groundsLegend: { nl: 'Grond', en: 'Ground' },
	whole: { nl: 'heel incident', en: 'whole incident' },
	report: { nl: 'Omgevingsrapport {number}', en: 'Environment report {number}' },
	withdrawn: { nl: 'Omgevingsrapport {number} (ingetrokken)', en: 'Environment report {number} (withdrawn)' },
	makerGone: { nl: 'medewerker', en: 'staff member' },
	proposed: { nl: 'voorstel', en: 'suggestion' },
	judged: { nl: 'beoordeeld', en: 'assessed' },
	document: { nl: 'Document {number}: {kind}', en: 'Document {number}: {kind}' },
	articles: { nl: 'Artikelen van de Wet open overheid', en: 'Articles of the Open Government Act (Woo)' },
	readOnly: {
		nl: 'Alleen de coördinator kan hier iets wijzigen.',
		en: 'Only the coordinator can make changes here.'
	},
	columns: {
		number: { nl: 'Nummer', en: 'Number' },
		date: { nl: 'Datum en tijd', en: 'Date and time' },
		kind: { nl: 'Soort', en: 'Type' },
		title: { nl: 'Onderwerp', en: 'Subject' },
		maker: { nl: 'Gemaakt door', en: 'Made by' },
		outcome: { nl: 'Oordeel', en: 'Assessment' },
		grounds: { nl: 'Artikel', en: 'Article' },
		where: { nl: 'Staat al op', en: 'Already published at' },
		judged: { nl: 'Stand', en: 'Status' },
		note: { nl: 'Toelichting', en: 'Note' }
	},
	kinds: {
		report: { nl: 'Rapport', en: 'Report' },
		text: { nl: 'Tekst naar buiten', en: 'Official text' },
		correction: { nl: 'Correctie', en: 'Correction' },
		fact: { nl: 'Feit', en: 'Fact' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		advice: { nl: 'Advies', en: 'Advice' },
		action: { nl: 'Eigen actie', en: 'Own action' },
		monitoring: { nl: 'Verslag van de monitoring', en: 'Record of monitoring' },
		log: { nl: 'Logboek', en: 'Log' },
		posts: { nl: 'Berichten van anderen', en: 'Posts by others' }
	},
	judgements: {
		public: { nl: 'Openbaar', en: 'Public' },
		partly: { nl: 'Deels openbaar', en: 'Partly public' },
		not: { nl: 'Niet openbaar', en: 'Not public' },
		already: { nl: 'Al openbaar', en: 'Already public' }
	},
	left: {
		unjudged: { nl: 'Niet in de set: nog niet beoordeeld.', en: 'Not in the set: not assessed yet.' },
		not: { nl: 'Niet in de set: niet openbaar.', en: 'Not in the set: not public.' },
		whole: { nl: 'Niet in de set: geef dit apart.', en: 'Not in the set: provide this separately.' },
		unmarked: {
			nl: 'Niet in de set: markeer eerst wat eruit moet.',
			en: 'Not in the set: first mark what must be removed.'
		},
		changed: {
			nl: 'Niet in de set: de tekst is gewijzigd na het beoordelen of markeren. Beoordeel opnieuw en markeer wat eruit moet.',
			en: 'Not in the set: the text changed after it was assessed or marked. Assess it again and mark what must be removed.'
		},
		in: { nl: 'In de set.', en: 'In the set.' }
	},
	outcomes: {
		adopted: { nl: 'Overgenomen', en: 'Adopted' },
		declined: { nl: 'Niet overgenomen', en: 'Declined' },
		postponed: { nl: 'Uitgesteld', en: 'Postponed' }
	},
	parts: {
		fact: { nl: 'Feit', en: 'Fact' },
		source: { nl: 'Bron', en: 'Source' },
		since: { nl: 'Sinds', en: 'Since' },
		claim: { nl: 'Gerucht', en: 'Rumour' },
		variants: { nl: 'Ook gezegd als', en: 'Also worded as' },
		asked: { nl: 'Gevraagd aan {body}, {time}', en: 'Asked of {body}, {time}' },
		answered: { nl: 'Antwoord, {time}: {text}', en: 'Answer, {time}: {text}' },
		verdict: { nl: 'Oordeel', en: 'Verdict' },
		advice: { nl: 'Advies', en: 'Advice' },
		details: { nl: 'Uitwerking', en: 'Details' },
		decision: { nl: 'Besluit', en: 'Decision' }
	},
	grounds: {
		'5-1-1a': { nl: 'eenheid van de Kroon', en: 'unity of the Crown' },
		'5-1-1b': { nl: 'veiligheid van de Staat', en: 'security of the State' },
		'5-1-1c': { nl: 'vertrouwelijke bedrijfsgegevens', en: 'confidential business data' },
		'5-1-1d': { nl: 'bijzondere persoonsgegevens', en: 'special category personal data' },
		'5-1-1e': { nl: 'identificatienummers', en: 'identification numbers' },
		'5-1-2a': { nl: 'internationale betrekkingen', en: 'international relations' },
		'5-1-2b': { nl: 'economische of financiële belangen', en: 'economic or financial interests' },
		'5-1-2c': { nl: 'opsporing en vervolging', en: 'investigation and prosecution' },
		'5-1-2d': { nl: 'inspectie, controle en toezicht', en: 'inspection, monitoring and supervision' },
		'5-1-2e': { nl: 'persoonlijke levenssfeer', en: 'privacy' },
		'5-1-2f': { nl: 'gevoelige gegevens over concurrentie', en: 'competition-sensitive data' },
		'5-1-2g': { nl: 'bescherming van het milieu', en: 'environmental protection' },
		'5-1-2h': { nl: 'beveiliging van mensen en bedrijven', en: 'security of people and companies' },
		'5-1-2i': { nl: 'goed functioneren van de overheid', en: 'proper functioning of the government' },
		'5-1-5': { nl: 'onevenredig nadeel', en: 'disproportionate disadvantage' },
		'5-2-1': { nl: 'persoonlijke beleidsopvattingen', en: 'personal views on policy' }
	},
	marking: {
		title: { nl: 'Markeer wat eruit moet', en: 'Mark what must be removed' },
		how: {
			nl: 'Sleep over woorden, of tik op het eerste en het laatste. Met het toetsenbord: pijltjes, en Shift erbij om meer te kiezen. Druk dan op Enter en kies de grond.',
			en: 'Drag across words, or tap the first and the last. With the keyboard: use the arrow keys, and hold Shift to select more. Then press Enter and choose the ground.'
		},
		chosen: { nl: 'Gekozen: {words}', en: 'Selected: {words}' },
		none: { nl: 'Nog niets gekozen.', en: 'Nothing selected yet.' },
		apply: { nl: 'Markeer', en: 'Mark' },
		ground: { nl: 'Grond', en: 'Ground' },
		proposals: {
			nl: plural('count', {
				one: 'Het programma vond {count} stuk dat naar een mens leidt.',
				other: 'Het programma vond {count} stukken die naar een mens leiden.'
			}),
			en: plural('count', {
				one: 'The program found {count} passage that may identify a person.',
				other: 'The program found {count} passages that may identify a person.'
			})
		},
		takeProposals: { nl: 'Markeer die ook', en: 'Mark these too' },
		list: { nl: 'Gemarkeerd', en: 'Marked' },
		remove: { nl: 'Haal weg', en: 'Remove' },
		nothing: { nl: 'Er is nog niets gemarkeerd.', en: 'Nothing has been marked yet.' },
		elsewhere: { nl: 'Gaat er ook uit', en: 'Also removed' },
		elsewhereWhy: {
			nl: 'Deze woorden worden ook in een ander document weggelaten, of op een andere plaats in dit document.',
			en: 'These words are withheld in another document, or elsewhere in this one.'
		},
		stale: {
			nl: 'De tekst is gewijzigd na het markeren. De oude markeringen gelden niet meer.',
			en: 'The text changed after it was marked. The old marks no longer apply.'
		},
		part: { nl: 'Deel {number}', en: 'Part {number}' }
	}
} satisfies Messages;
