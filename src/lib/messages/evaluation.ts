import { plural, type Messages } from './message';

export const evaluation = {
	lead: {
		nl: 'Wat er binnenkwam, wat wij deden en hoe lang dat duurde. Het gaat om het werk, niet om personen.',
		en: 'What came in, what we did and how long it took. This is about the work, not about individuals.'
	},
	provisional: {
		nl: 'Dit is een voorlopige stand: het incident loopt nog. Elk cijfer kan nog wijzigen.',
		en: 'This is provisional: the incident is still open. Any figure may still change.'
	},
	file: { nl: 'evaluatie', en: 'evaluation' },
	figuresFile: { nl: 'kerncijfers', en: 'key-figures' },
	files: { nl: 'Bewaar als', en: 'Save as' },
	period: { nl: '{from} tot {to}', en: '{from} to {to}' },
	chart: {
		nl: plural('posts', {
			one: 'Berichten per {length}. Het drukst was {when}, met {posts} bericht.',
			other: 'Berichten per {length}. Het drukst was {when}, met {posts} berichten.'
		}),
		en: plural('posts', {
			one: 'Posts per {length}. It was busiest {when}, with {posts} post.',
			other: 'Posts per {length}. It was busiest {when}, with {posts} posts.'
		})
	},
	posts: {
		nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
		en: plural('count', { one: '{count} post', other: '{count} posts' })
	},
	notYet: { nl: 'nog niet', en: 'not yet' },
	noPost: { nl: 'niet in berichten', en: 'not in posts' },
	effect: { nl: '{before}, daarna {after} in {minutes} min', en: '{before}, then {after} in {minutes} min' },
	effectAfter: { nl: '{after} in de {minutes} min erna', en: '{after} in the {minutes} min after' },
	sections: {
		times: { nl: 'Hoe snel het ging', en: 'How fast it went' },
		figures: { nl: 'Hoeveel het was', en: 'How much it was' },
		timeline: { nl: 'Tijdlijn', en: 'Timeline' },
		rumours: { nl: 'Geruchten', en: 'Rumours' },
		needs: { nl: 'Vragen', en: 'Questions' },
		advice: { nl: 'Adviezen', en: 'Advice' },
		approvals: { nl: 'Akkoord op teksten', en: 'Approval of texts' },
		load: { nl: 'Drukte', en: 'Load' },
		duty: { nl: 'Wie had dienst', en: 'Who was on duty' },
		points: { nl: 'Leerpunten', en: 'Learning points' }
	},
	leads: {
		times: {
			nl: 'Een middelste tijd betekent: de helft ging sneller. Zonder iets erbij telt een tijd vanaf de start.',
			en: 'A median time means that half were faster. Times count from the start unless stated otherwise.'
		},
		figures: { nl: 'Alles bij elkaar, van begin tot eind.', en: 'Everything, from start to finish.' },
		timeline: {
			nl: 'Per tien minuten. Wat er niet staat, was een stil moment.',
			en: 'In steps of ten minutes. Quiet periods are left out.'
		},
		rumours: {
			nl: 'Hoog en open eerst, dan op risico en aantal berichten.',
			en: 'High and open ones first, then by risk and number of posts.'
		},
		needs: {
			nl: 'De duur loopt van de eerste vraag tot het eerste antwoord.',
			en: 'The duration runs from the first question to the first answer.'
		},
		advice: { nl: 'Wat wij adviseerden, en wat ervan kwam.', en: 'What we advised, and what came of it.' },
		approvals: {
			nl: 'De helft kreeg binnen {median} een besluit. Het langst duurde {longest}.',
			en: 'Half were decided within {median}. The longest took {longest}.'
		},
		loadHours: { nl: 'Per uur. Uren zonder werk staan er niet bij.', en: 'Per hour. Hours without work are left out.' },
		loadDays: {
			nl: 'Per 24 uur, omdat het incident langer dan drie dagen duurde.',
			en: 'Per 24 hours, because the incident lasted more than three days.'
		},
		duty: { nl: 'Van wie in het programma de dienst had.', en: 'Who was on duty, as recorded in the program.' },
		points: {
			nl: 'Wat wij een volgende keer anders doen, en wie daarvoor zorgt.',
			en: 'What we will do differently next time, and who is responsible.'
		}
	},
	empty: {
		timeline: { nl: 'Er is nog niets gebeurd.', en: 'Nothing has happened yet.' },
		rumours: { nl: 'Er waren geen geruchten.', en: 'There were no rumours.' },
		needs: { nl: 'Er waren geen vragen.', en: 'There were no questions.' },
		advice: { nl: 'Er is geen advies gegeven.', en: 'No advice was given.' },
		approvals: { nl: 'Er is geen akkoord gevraagd.', en: 'No approval was requested.' },
		load: { nl: 'Er kwam niets binnen.', en: 'Nothing came in.' },
		duty: { nl: 'Niemand heeft in het programma de dienst genomen.', en: 'Nobody went on duty in the program.' },
		points: { nl: 'Er zijn nog geen leerpunten.', en: 'There are no learning points yet.' }
	},
	columns: {
		figure: { nl: 'Kerncijfer', en: 'Key figure' },
		value: { nl: 'Dit incident', en: 'This incident' },
		time: { nl: 'Tijd', en: 'Time' },
		cameIn: { nl: 'Wat er binnenkwam', en: 'What came in' },
		weDid: { nl: 'Wat wij deden', en: 'What we did' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		need: { nl: 'Vraag', en: 'Question' },
		posts: { nl: 'Berichten', en: 'Posts' },
		first: { nl: 'Eerste bericht', en: 'First post' },
		raised: { nl: 'Opgemerkt', en: 'Noticed' },
		verdict: { nl: 'Uitkomst', en: 'Verdict' },
		answer: { nl: 'Eerste tekst', en: 'First text' },
		effect: { nl: 'Effect', en: 'Effect' },
		answered: { nl: 'Eerste antwoord', en: 'First answer' },
		wait: { nl: 'Duur', en: 'Duration' },
		advice: { nl: 'Advies', en: 'Advice' },
		decision: { nl: 'Besluit', en: 'Decision' },
		became: { nl: 'Wat ervan kwam', en: 'What came of it' },
		text: { nl: 'Tekst', en: 'Text' },
		asked: { nl: 'Gevraagd', en: 'Asked' },
		decided: { nl: 'Besluit', en: 'Decision' },
		hour: { nl: 'Vanaf', en: 'From' },
		labelled: { nl: 'Verhalen bekeken', en: 'Stories looked at' },
		approved: { nl: 'Teksten akkoord', en: 'Texts approved' },
		duty: { nl: 'Dienst', en: 'Duty' },
		who: { nl: 'Wie', en: 'Who' },
		from: { nl: 'Van', en: 'From' },
		to: { nl: 'Tot', en: 'To' },
		point: { nl: 'Leerpunt', en: 'Learning point' },
		owner: { nl: 'Wie zorgt ervoor', en: 'Who is responsible' },
		until: { nl: 'Voor', en: 'By' },
		state: { nl: 'Stand', en: 'Status' }
	},
	figures: {
		duration: { nl: 'Duur van het incident', en: 'Duration of the incident' },
		posts: { nl: 'Berichten', en: 'Posts' },
		busiest: { nl: 'Berichten in de drukste tien minuten', en: 'Posts in the busiest ten minutes' },
		firstText: { nl: 'Eerste tekst', en: 'First text' },
		firstTextFromPost: { nl: 'Eerste tekst, vanaf het eerste bericht', en: 'First text, from the first post' },
		firstAction: { nl: 'Eerste eigen actie', en: 'First own action' },
		firstFact: { nl: 'Eerste feit', en: 'First fact' },
		firstReport: { nl: 'Eerste rapport', en: 'First report' },
		texts: { nl: 'Gepubliceerde teksten', en: 'Published texts' },
		publications: { nl: 'Publicaties, per kanaal geteld', en: 'Publications, counted per channel' },
		alone: { nl: 'Publicaties zonder tweede lezer', en: 'Publications without a second reader' },
		facts: { nl: 'Feiten', en: 'Facts' },
		reports: { nl: 'Rapporten', en: 'Reports' },
		rumours: { nl: 'Geruchten', en: 'Rumours' },
		judged: { nl: 'Geruchten met een uitkomst', en: 'Rumours with a verdict' },
		verdictTime: {
			nl: 'Van eerste bericht tot uitkomst, middelste tijd',
			en: 'From first post to verdict, median time'
		},
		rumourTime: {
			nl: 'Van eerste bericht tot eerste tekst, middelste tijd',
			en: 'From first post to first text, median time'
		},
		needs: { nl: 'Vragen', en: 'Questions' },
		answered: { nl: 'Vragen met een antwoord', en: 'Questions with an answer' },
		needTime: { nl: 'Van vraag tot antwoord, middelste tijd', en: 'From question to answer, median time' },
		advice: { nl: 'Adviezen', en: 'Advice' },
		adopted: { nl: 'Overgenomen adviezen', en: 'Adopted advice' },
		approvals: { nl: 'Keren dat akkoord is gevraagd', en: 'Approval requests' },
		approvalTime: { nl: 'Wachten op akkoord, middelste tijd', en: 'Waiting for approval, median time' },
		approvalLongest: { nl: 'Langste wachttijd op akkoord', en: 'Longest wait for approval' }
	},
	cameIn: {
		need: { nl: 'Eerste keer gevraagd:', en: 'Asked for the first time:' },
		rumour: { nl: 'Eerste teken van een gerucht:', en: 'First sign of a rumour:' },
		high: { nl: 'Risico werd hoog:', en: 'Risk became high:' },
		peak: { nl: 'Piek: {posts} berichten in tien minuten', en: 'Peak: {posts} posts in ten minutes' }
	},
	weDid: {
		fact: { nl: 'Feit:', en: 'Fact:' },
		text: { nl: '{kind} op {channels}:', en: '{kind} on {channels}:' },
		verdict: { nl: 'Uitkomst {verdict}:', en: 'Verdict {verdict}:' },
		answer: { nl: 'Antwoord gegeven:', en: 'Answer given:' },
		report: { nl: 'Rapport {number} vrijgegeven', en: 'Report {number} released' },
		reportWithdrawn: {
			nl: 'Rapport {number} vrijgegeven, later ingetrokken',
			en: 'Report {number} released, withdrawn later'
		},
		advice: { nl: 'Advies {outcome}:', en: 'Advice {outcome}:' },
		phase: { nl: 'Fase: {phase}', en: 'Phase: {phase}' },
		grip: { nl: 'GRIP {grip}', en: 'GRIP {grip}' },
		noGrip: { nl: 'Geen GRIP', en: 'No GRIP' },
		warning: { nl: 'Waarschuwing, {channel}:', en: 'Warning, {channel}:' },
		action: { nl: '{channel}:', en: '{channel}:' }
	},
	outcomes: {
		adopted: { nl: 'overgenomen', en: 'adopted' },
		declined: { nl: 'niet overgenomen', en: 'not adopted' },
		postponed: { nl: 'uitgesteld', en: 'postponed' },
		none: { nl: 'nog geen besluit', en: 'not decided yet' }
	},
	decided: {
		approved: { nl: 'akkoord', en: 'approved' },
		returned: { nl: 'teruggestuurd', en: 'sent back' },
		withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
		superseded: { nl: 'nieuwe versie', en: 'newer version' },
		waits: { nl: 'wacht nog', en: 'still waiting' }
	},
	effects: {
		noBefore: { nl: 'niet te vergelijken', en: 'cannot be compared' },
		few: { nl: 'te weinig berichten', en: 'too few posts' },
		fallingBefore: { nl: 'daalde al', en: 'was already falling' },
		fell: { nl: 'daalde', en: 'fell' },
		rose: { nl: 'steeg', en: 'rose' },
		same: { nl: 'bleef ongeveer gelijk', en: 'stayed about the same' },
		unsure: { nl: 'nog niet te zeggen', en: 'too early to tell' }
	},
	duties: {
		lead: { nl: 'leiding van de analyse', en: 'analysis lead' },
		spokesperson: { nl: 'woordvoerder van dienst', en: 'spokesperson on duty' }
	},
	points: {
		states: {
			open: { nl: 'open', en: 'open' },
			done: { nl: 'gedaan', en: 'done' },
			dropped: { nl: 'vervallen', en: 'dropped' }
		},
		late: { nl: 'te laat', en: 'late' },
		nobody: { nl: 'nog niemand', en: 'nobody yet' },
		new: { nl: 'Nieuw leerpunt', en: 'New learning point' },
		text: { nl: 'Wat doen wij een volgende keer anders?', en: 'What will we do differently next time?' },
		owner: { nl: 'Wie zorgt ervoor?', en: 'Who is responsible?' },
		ownerHint: { nl: 'Een persoon of een organisatie.', en: 'A person or an organisation.' },
		until: { nl: 'Voor welke dag?', en: 'By which day?' },
		add: { nl: 'Voeg het leerpunt toe', en: 'Add the learning point' },
		edit: { nl: 'Wijzig', en: 'Edit' },
		save: { nl: 'Bewaar', en: 'Save' },
		done: { nl: 'Gedaan', en: 'Done' },
		drop: { nl: 'Vervalt', en: 'Drop' },
		reopen: { nl: 'Zet weer open', en: 'Reopen' },
		readOnly: {
			nl: 'Alleen de coördinator schrijft leerpunten.',
			en: 'Only the coordinator can write learning points.'
		}
	},
	compare: {
		choose: { nl: 'Vergelijk met een ander incident', en: 'Compare with another incident' },
		chooseExercise: { nl: 'Vergelijk met een andere oefening', en: 'Compare with another exercise' },
		show: { nl: 'Vergelijk', en: 'Compare' },
		none: { nl: 'Er is geen ander incident om mee te vergelijken.', en: 'There is no other incident to compare with.' },
		noneExercise: {
			nl: 'Er is geen andere oefening om mee te vergelijken.',
			en: 'There is no other exercise to compare with.'
		},
		stop: { nl: 'Toon alleen dit incident', en: 'Show this incident only' }
	},
	csv: {
		minutes: { nl: 'minuten', en: 'minutes' },
		count: { nl: 'aantal', en: 'number' },
		unit: { nl: 'Eenheid', en: 'Unit' }
	},
	forms: {
		pdf: { nl: 'PDF', en: 'PDF' },
		docx: { nl: 'Word', en: 'Word' },
		csv: { nl: 'Kerncijfers als CSV', en: 'Key figures as CSV' }
	},
	fromArchive: { nl: 'Kijk ook terug op het werk:', en: 'Also look back on the work:' },
	contents: { nl: 'Op deze pagina', en: 'On this page' }
} satisfies Messages;
