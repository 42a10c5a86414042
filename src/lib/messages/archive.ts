import { plural, type Messages } from './message';

export const archive = {
	title: { nl: 'Archief', en: 'Archive' },
	lead: {
		nl: 'Het archiefpakket is één zip met alles wat bewaard moet blijven. Het programma is niet nodig om het te lezen.',
		en: 'The archive package is one zip file with everything that must be kept. You can read it without the program.'
	},
	open: {
		nl: 'Het incident loopt nog. Sluit het eerst; daarna maakt u het pakket.',
		en: 'The incident is still running. Close it first. Then make the package.'
	},
	closedOnly: { nl: 'Alleen een coördinator kan het pakket maken.', en: 'Only a coordinator can make the package.' },
	describeOnly: { nl: 'Alleen een coördinator kan dit invullen.', en: 'Only a coordinator can fill this in.' },
	package: { nl: 'Het pakket', en: 'The package' },
	keptFor: { nl: 'Een pakket blijft een week staan.', en: 'A package is kept for a week.' },
	describe: { nl: 'Hoe dit incident wordt bewaard', en: 'How this incident is filed' },
	describeHint: {
		nl: 'Deze gegevens komen in het archiefpakket, ook in de beschrijving volgens MDTO.',
		en: 'These details are included in the archive package, and in its MDTO description.'
	},
	form: {
		caseNumber: { nl: 'Zaaknummer', en: 'Case number' },
		caseNumberHint: { nl: 'Zoals het in het zaaksysteem staat.', en: 'As shown in the case system.' },
		classification: { nl: 'Classificatie', en: 'Classification' },
		classificationHint: { nl: 'Bijvoorbeeld: crisisbeheersing.', en: 'For example: crisis management.' },
		classificationCode: { nl: 'Code van de classificatie', en: 'Classification code' },
		classificationScheme: {
			nl: 'Uit welke lijst komt die classificatie?',
			en: 'Which list is that classification from?'
		},
		category: { nl: 'Categorie van de selectielijst', en: 'Selection list category' },
		keptYears: { nl: 'Hoeveel jaar bewaren?', en: 'Keep for how many years?' },
		keptYearsHint: { nl: 'Leeg betekent: voor altijd.', en: 'Leave empty to keep it for ever.' },
		restriction: { nl: 'Wie mag het lezen?', en: 'Who can read it?' },
		restrictedYears: { nl: 'Hoeveel jaar geldt die beperking?', en: 'How many years does the restriction apply?' },
		restrictedYearsHint: {
			nl: 'Leeg betekent: tot iemand haar opheft.',
			en: 'Leave empty if it applies until someone lifts it.'
		},
		restrictionNote: { nl: 'Uitleg bij de beperking', en: 'Explanation of the restriction' },
		language: { nl: 'Taal van het pakket', en: 'Package language' }
	},
	restrictions: {
		none: { nl: 'Iedereen', en: 'Everyone' },
		privacy: { nl: 'Beperkt: er staan gegevens van mensen in', en: 'Restricted: contains personal data' },
		state: { nl: 'Beperkt: belang van de Staat', en: 'Restricted: interests of the State' },
		advantage: {
			nl: 'Beperkt: iemand zou er onterecht voordeel of nadeel van hebben',
			en: 'Restricted: would give someone an unfair advantage or disadvantage'
		}
	},
	languages: {
		nl: { nl: 'Nederlands', en: 'Dutch' },
		en: { nl: 'Engels', en: 'English' }
	},
	make: { nl: 'Maak het pakket', en: 'Make package' },
	makeAgain: { nl: 'Maak het opnieuw', en: 'Make it again' },
	resume: { nl: 'Ga verder', en: 'Resume' },
	stop: { nl: 'Stop', en: 'Stop' },
	download: { nl: 'Haal het pakket op', en: 'Download the package' },
	running: { nl: 'Bezig met het pakket', en: 'Making the package' },
	made: { nl: '{done} van {total} bestanden', en: '{done} of {total} files' },
	leave: { nl: 'U kunt deze pagina verlaten. Het werk gaat door.', en: 'You can leave this page. The work continues.' },
	stopped: {
		nl: 'Gestopt na {done} van {total} bestanden. Wat klaar is, blijft staan.',
		en: 'Stopped after {done} of {total} files. What is finished is kept.'
	},
	broken: {
		nl: 'Niet afgemaakt. Wat klaar is, blijft staan. Ga verder om het nog eens te proberen.',
		en: 'Not finished. What is finished is kept. Resume to try again.'
	},
	ready: { nl: 'Klaar: {size} MB, gemaakt op {date}.', en: 'Ready: {size} MB, made on {date}.' },
	outdated: {
		nl: 'Het logboek is daarna veranderd. Maak het pakket opnieuw.',
		en: 'The log has changed since then. Make the package again.'
	},
	checksum: { nl: 'Controlegetal (SHA-256)', en: 'Checksum (SHA-256)' },
	check: { nl: 'Zo controleert u het bestand:', en: 'To check the file:' },
	transfer: { nl: 'Overdracht', en: 'Transfer to an archive' },
	transferHint: {
		nl: 'Leg vast aan wie het pakket is gegeven. Dat staat daarna in het logboek.',
		en: 'Record who received the package. This is added to the log.'
	},
	to: { nl: 'Aan wie?', en: 'To whom?' },
	on: { nl: 'Op welke dag?', en: 'On what day?' },
	note: { nl: 'Opmerking', en: 'Note' },
	record: { nl: 'Leg de overdracht vast', en: 'Record the transfer' },
	recorded: { nl: 'De overdracht is vastgelegd.', en: 'The transfer has been recorded.' },
	which: { nl: 'Welk bestand? Vul het controlegetal in.', en: 'Which file? Enter its checksum.' },
	noTransfers: { nl: 'Het pakket is nog niet overgedragen.', en: 'The package has not been transferred yet.' },
	transferred: { nl: '{date}: overgedragen aan {to}.', en: '{date}: transferred to {to}.' },
	settingsLink: { nl: 'Naar het archiefpakket', en: 'Go to the archive package' },
	problems: {
		absent: { nl: 'Dit incident is er niet.', en: 'This incident does not exist.' },
		open: { nl: 'Het incident loopt nog. Sluit het eerst.', en: 'The incident is still running. Close it first.' },
		changed: {
			nl: 'Het logboek is intussen veranderd. Maak het pakket opnieuw.',
			en: 'The log has changed in the meantime. Make the package again.'
		}
	},
	page: {
		fileName: { nl: 'archief', en: 'archive' },
		title: { nl: 'Archief van {title}', en: 'Archive of {title}' },
		kicker: { nl: 'Archief, {organisation}', en: 'Archive, {organisation}' },
		lead: {
			nl: 'Dit pakket bevat wat het team zag, besloot en bekendmaakte. Alles hieronder opent zonder internet.',
			en: 'This package contains what the team saw, decided and published. Everything below opens without an internet connection.'
		},
		period: { nl: '{kind} in {place}, van {from} tot {until}.', en: '{kind} in {place}, from {from} to {until}.' },
		summary: {
			nl: plural('reports', {
				one: '{kind} in {place}, begonnen op {from}. Omgevingsanalyse met {reports} vrijgegeven rapport, geruchten, vragen, teksten, besluiten en logboek.',
				other:
					'{kind} in {place}, begonnen op {from}. Omgevingsanalyse met {reports} vrijgegeven rapporten, geruchten, vragen, teksten, besluiten en logboek.'
			}),
			en: plural('reports', {
				one: '{kind} in {place}, began on {from}. Environment analysis with {reports} released report, rumours, needs, texts, decisions and log.',
				other:
					'{kind} in {place}, began on {from}. Environment analysis with {reports} released reports, rumours, needs, texts, decisions and log.'
			})
		},
		reports: { nl: 'Omgevingsrapporten', en: 'Environment reports' },
		noReports: { nl: 'Er is geen rapport vrijgegeven.', en: 'No reports were released.' },
		report: { nl: 'Rapport', en: 'Report' },
		measured: { nl: 'Gemeten op', en: 'Measured on' },
		files: { nl: 'Bestanden', en: 'Files' },
		short: { nl: 'kort', en: 'short' },
		shortPdf: { nl: 'kort (PDF)', en: 'short (PDF)' },
		full: { nl: 'volledig', en: 'full' },
		data: { nl: 'gegevens', en: 'data' },
		withdrawn: { nl: 'Ingetrokken: {why}', en: 'Withdrawn: {why}' },
		rumours: { nl: 'Geruchten', en: 'Rumours' },
		noRumours: { nl: 'Er zijn geen geruchten vastgelegd.', en: 'No rumours were recorded.' },
		judged: { nl: 'Uitkomst: {verdict}, op {moment} door {name}.', en: 'Verdict: {verdict}, on {moment} by {name}.' },
		unjudged: { nl: 'Er is geen uitkomst vastgelegd.', en: 'No verdict was recorded.' },
		fact: { nl: 'Feit: {fact} Bron: {source}.', en: 'Fact: {fact} Source: {source}.' },
		risk: { nl: 'Risico: {risk}.', en: 'Risk: {risk}.' },
		needs: { nl: 'Vragen', en: 'Information needs' },
		noNeeds: { nl: 'Er zijn geen vragen vastgelegd.', en: 'No needs were recorded.' },
		answered: { nl: 'Beantwoord op {moment}, via {channel}.', en: 'Answered on {moment}, by {channel}.' },
		unanswered: { nl: 'Er is geen antwoord vastgelegd.', en: 'No answer was recorded.' },
		texts: { nl: 'Teksten naar buiten', en: 'Official texts' },
		noTexts: { nl: 'Er zijn geen teksten gemaakt.', en: 'No texts were written.' },
		text: { nl: 'Soort: {kind}. Stand: {state}.', en: 'Type: {kind}. Status: {state}.' },
		approved: {
			nl: '{channel}: geschreven door {editor}, akkoord van {name} op {moment}.',
			en: '{channel}: written by {editor}, approved by {name} on {moment}.'
		},
		notApproved: { nl: '{channel}: zonder akkoord.', en: '{channel}: not approved.' },
		published: {
			nl: 'Gepubliceerd op {where}, {moment}, door {name}.',
			en: 'Published on {where}, {moment}, by {name}.'
		},
		publishedAlone: {
			nl: 'Gepubliceerd op {where}, {moment}, door {name}, zonder tweede lezer.',
			en: 'Published on {where}, {moment}, by {name}, without a second reader.'
		},
		advice: { nl: 'Advies en besluiten', en: 'Advice and decisions' },
		noAdvice: { nl: 'Er is geen advies gegeven.', en: 'No advice was given.' },
		advised: { nl: 'Advies van {name}, {moment}.', en: 'Advice by {name}, {moment}.' },
		decided: {
			nl: 'Besluit van het crisisteam: {outcome}, {moment}.',
			en: 'Crisis team decision: {outcome}, {moment}.'
		},
		undecided: { nl: 'Er is geen besluit vastgelegd.', en: 'No decision was recorded.' },
		actions: { nl: 'Eigen acties', en: 'Own actions' },
		noActions: { nl: 'Er zijn geen eigen acties vastgelegd.', en: 'No own actions were recorded.' },
		moment: { nl: 'Moment', en: 'Moment' },
		channel: { nl: 'Kanaal', en: 'Channel' },
		what: { nl: 'Wat', en: 'What' },
		facts: { nl: 'Feiten', en: 'Facts' },
		noFacts: { nl: 'Er zijn geen feiten vastgelegd.', en: 'No facts were recorded.' },
		factColumn: { nl: 'Feit', en: 'Fact' },
		source: { nl: 'Bron', en: 'Source' },
		replaced: { nl: 'Later vervangen.', en: 'Replaced later.' },
		notKnown: { nl: 'nog niet bekend', en: 'not known yet' },
		about: { nl: 'Over dit pakket', en: 'About this package' },
		organisation: { nl: 'Organisatie', en: 'Organisation' },
		kept: { nl: 'Bewaren', en: 'Retention' },
		forEver: { nl: 'voor altijd', en: 'for ever' },
		years: {
			nl: plural('years', { one: '{years} jaar na het sluiten', other: '{years} jaar na het sluiten' }),
			en: plural('years', { one: '{years} year after closing', other: '{years} years after closing' })
		},
		id: { nl: 'Nummer van het incident', en: 'Incident ID' },
		lines: { nl: 'Regels in het logboek', en: 'Log entries' },
		head: { nl: 'Kop van de keten', en: 'Head of the chain' },
		key: { nl: 'Sleutel die het logboek ondertekende', en: 'Key that signed the log' },
		masked: {
			nl: 'Afzenders van berichten hebben een schuilnaam. Uit berichten, bevindingen en het logboek zijn gegevens van mensen gehaald, voor zover het programma ze herkent.',
			en: 'Senders of posts have a pseudonym. Personal data were removed from posts, findings and the log, as far as the program recognises them.'
		},
		asRecorded: {
			nl: 'Vrijgegeven rapporten, teksten naar buiten, feiten en besluiten staan er zoals ze zijn vastgelegd.',
			en: 'Released reports, official texts, facts and decisions are shown as they were recorded.'
		},
		check: {
			nl: 'Of er niets is veranderd, controleert u met: npm run verify-archive -- BESTAND',
			en: 'To check that nothing has changed, run: npm run verify-archive -- FILE'
		},
		transferred: {
			nl: 'Overgedragen aan {to} op {date}. Controlegetal van dat bestand: {checksum}.',
			en: 'Transferred to {to} on {date}. Checksum of that file: {checksum}.'
		},
		allFiles: { nl: 'Alle bestanden', en: 'All files' },
		file: { nl: 'Bestand', en: 'File' },
		holds: { nl: 'Wat staat erin?', en: 'Contents' },
		bytes: { nl: 'Bytes', en: 'Bytes' }
	}
} satisfies Messages;
