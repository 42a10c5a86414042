import { plural, type Messages } from './message';

export const debrief = {
	who: { nl: 'Wie kijkt', en: 'Who is viewing' },
	mine: { nl: 'Mijn oefening', en: 'My exercise' },
	group: { nl: 'De groep', en: 'The group' },
	keep: { nl: 'Bewaar of druk af', en: 'Save or print' },
	print: { nl: 'Druk af of maak een pdf', en: 'Print or make a PDF' },
	csv: { nl: 'Bewaar als tabel (csv)', en: 'Save as a table (CSV)' },
	file: { nl: 'nabespreking', en: 'debrief' },
	lookBack: { nl: 'Kijk de stroom terug', en: 'Look back at the stream' },
	noExample: {
		nl: 'Bij deze oefening hoort geen voorbeeld. Daarom ziet u hier alleen wat er naar buiten ging.',
		en: 'This exercise has no reference answers. So you only see what was published.'
	},
	summary: {
		saw: {
			nl: plural('minutes', {
				0: 'U zag ‘{text}’ meteen.',
				one: 'U zag ‘{text}’ één minuut na het eerste bericht.',
				other: 'U zag ‘{text}’ {minutes} minuten na het eerste bericht.'
			}),
			en: plural('minutes', {
				0: 'You saw ‘{text}’ straight away.',
				one: 'You saw ‘{text}’ one minute after the first post.',
				other: 'You saw ‘{text}’ {minutes} minutes after the first post.'
			})
		},
		rumours: {
			nl: 'U vond {value} van de {total} geruchten; dat is goed werk.',
			en: 'You found {value} of the {total} rumours; that is good work.'
		},
		needs: {
			nl: 'U vond {value} van de {total} vragen; dat is goed werk.',
			en: 'You found {value} of the {total} needs; that is good work.'
		},
		calls: {
			nl: plural('count', {
				one: 'De noodkreet gaf u binnen drie minuten door.',
				other: 'Alle {count} noodkreten gaf u binnen drie minuten door.'
			}),
			en: plural('count', {
				one: 'You passed the call for help on within three minutes.',
				other: 'You passed all {count} calls for help on within three minutes.'
			})
		},
		rebuttal: { nl: 'De eerste weerlegging stond er op tijd.', en: 'The first rebuttal was published on time.' },
		reports: { nl: 'Het rapport was op tijd.', en: 'The report was on time.' },
		labels: {
			nl: '{percent} % van uw labels is zoals het voorbeeld.',
			en: '{percent}% of your labels match the example.'
		},
		lateCalls: {
			nl: plural('count', {
				one: 'Eén noodkreet bleef te lang liggen; daar gaat uw volgende oefening over.',
				other: '{count} noodkreten bleven te lang liggen; daar gaat uw volgende oefening over.'
			}),
			en: plural('count', {
				one: 'One call for help waited too long; that is what your next exercise is about.',
				other: '{count} calls for help waited too long; that is what your next exercise is about.'
			})
		},
		missedRumours: {
			nl: 'Niet alle geruchten kwamen boven; daar gaat uw volgende oefening over.',
			en: 'Not every rumour was found; that is what your next exercise is about.'
		},
		missedNeeds: {
			nl: 'Niet alle vragen kwamen boven; daar gaat uw volgende oefening over.',
			en: 'Not every need was found; that is what your next exercise is about.'
		},
		fewLabels: {
			nl: '{percent} % van uw labels is zoals het voorbeeld; daar gaat uw volgende oefening over.',
			en: '{percent}% of your labels match the example; that is what your next exercise is about.'
		},
		noRebuttal: {
			nl: 'Er ging nog geen weerlegging op tijd naar buiten.',
			en: 'No rebuttal was published on time yet.'
		},
		lateReports: { nl: 'Het rapport kwam later dan afgesproken.', en: 'The report was later than agreed.' },
		nothing: {
			nl: 'U hebt in deze oefening niets gelabeld of gevonden. U kunt de stroom wel terugkijken.',
			en: 'You did not label or find anything in this exercise. You can still look back at the stream.'
		}
	},
	results: {
		title: { nl: 'Zes dingen die telden', en: 'Six things that mattered' },
		what: { nl: 'Wat', en: 'What' },
		you: { nl: 'U', en: 'You' },
		aim: { nl: 'Doel', en: 'Target' },
		reached: { nl: 'Gehaald?', en: 'Met?' },
		note: { nl: 'Erbij', en: 'Note' },
		calls: { nl: 'Noodkreten doorgegeven', en: 'Calls for help passed on' },
		longest: { nl: 'Langste wachttijd', en: 'Longest wait' },
		rumours: { nl: 'Geruchten gevonden', en: 'Rumours found' },
		needs: { nl: 'Vragen gevonden', en: 'Needs found' },
		labels: { nl: 'Labels zoals het voorbeeld', en: 'Labels that match the example' },
		rebuttal: { nl: 'Eerste weerlegging', en: 'First rebuttal' },
		reports: { nl: 'Rapport op tijd', en: 'Report on time' },
		of: { nl: '{value} van {total}', en: '{value} of {total}' },
		none: { nl: '–', en: '–' },
		shared: {
			nl: 'Wat een collega eerder vond, telt niet tegen u. Weerlegging en rapport zijn van de groep samen.',
			en: 'What a colleague found first does not count against you. Rebuttals and reports count for the whole group.'
		}
	},
	reached: {
		hit: { nl: 'gehaald', en: 'met' },
		almost: { nl: 'bijna', en: 'nearly' },
		missed: { nl: 'nog niet', en: 'not yet' },
		none: { nl: 'niet aan de orde', en: 'not applicable' }
	},
	aims: {
		calls: {
			nl: plural('count', { one: 'binnen 3 min', other: 'alle {count} binnen 3 min' }),
			en: plural('count', { one: 'within 3 min', other: 'all {count} within 3 min' })
		},
		rebuttal: { nl: '{minutes} min na hoog risico', en: '{minutes} min after high risk' },
		report: { nl: '{time}, {slack} min speling', en: '{time}, {slack} min leeway' },
		reports: { nl: 'elk binnen {slack} min', en: 'each within {slack} min' }
	},
	notes: {
		after: { nl: 'na {list}', en: 'after {list}' },
		left: {
			nl: plural('count', { one: 'één niet doorgegeven', other: '{count} niet doorgegeven' }),
			en: plural('count', { one: 'one not passed on', other: '{count} not passed on' })
		},
		mean: { nl: 'gemiddeld {duration} na het eerste bericht', en: 'on average {duration} after the first post' },
		missing: { nl: 'niet gevonden: {list}', en: 'not found: {list}' },
		more: {
			nl: plural('count', { one: 'één andere vraag', other: '{count} andere vragen' }),
			en: plural('count', { one: 'one other need', other: '{count} other needs' })
		},
		labels: { nl: '{value} van {total}', en: '{value} of {total}' },
		weakest: { nl: '{kind} was het lastigst', en: '{kind} was hardest' },
		rebuttal: {
			nl: plural('channels', {
				one: '‘{about}’, {time}, op één kanaal',
				other: '‘{about}’, {time}, op {channels} kanalen'
			}),
			en: plural('channels', {
				one: '‘{about}’, {time}, on one channel',
				other: '‘{about}’, {time}, on {channels} channels'
			})
		},
		fourEyes: { nl: 'elke tekst gelezen door twee mensen', en: 'every text read by two people' },
		alone: {
			nl: plural('count', { one: 'één keer zonder tweede lezer', other: '{count} keer zonder tweede lezer' }),
			en: plural('count', { one: 'once without a second reader', other: '{count} times without a second reader' })
		},
		noRebuttal: { nl: 'er ging nog geen weerlegging naar buiten', en: 'no rebuttal was published yet' },
		notMine: { nl: 'door de groep, u deed hier niet aan mee', en: 'by the group, you did not take part' }
	},
	delays: {
		title: { nl: 'Hoe lang het duurde tot u het zag', en: 'How long it took you to see it' },
		groupTitle: { nl: 'Hoe snel de groep het zag', en: 'How quickly the group saw it' },
		legend: {
			nl: 'De lijn begint bij het eerste bericht; de stip is u.',
			en: 'The line starts at the first post; the dot is you.'
		},
		groupLegend: {
			nl: 'Minuten na het eerste bericht. Elke stip is een deelnemer; de streeplijn is het doel.',
			en: 'Minutes after the first post. Each dot is a participant; the dashed line is the target.'
		},
		aim: { nl: 'doel: 10 min, noodkreet 3 min', en: 'target: 10 min, call for help 3 min' },
		minutes: { nl: '{minutes} min', en: '{minutes} min' },
		within: { nl: 'minder dan 1 min', en: 'under 1 min' },
		missed: { nl: 'niet gevonden', en: 'not found' },
		waits: { nl: 'niet doorgegeven', en: 'not passed on' },
		colleague: { nl: 'collega, {minutes} min', en: 'colleague, {minutes} min' },
		call: { nl: 'Noodkreet: {text}', en: 'Call for help: {text}' },
		none: { nl: 'In deze oefening was niets te vinden.', en: 'There was nothing to find in this exercise.' }
	},
	labels: {
		title: { nl: 'Uw labels naast het voorbeeld', en: 'Your labels compared with the example' },
		says: {
			nl: '{value} van {total} gelijk. Het voorbeeld is van de makers van de oefening. Waar meer antwoorden goed zijn, telt elk daarvan.',
			en: '{value} of {total} match. The makers of the exercise wrote the example. Where several answers are correct, each one counts.'
		},
		none: { nl: 'U gaf geen labels die we kunnen vergelijken.', en: 'You gave no labels that we can compare.' },
		kind: { nl: 'Soort', en: 'Kind' },
		share: { nl: 'Klopt', en: 'Correct' },
		right: { nl: 'Zoals het voorbeeld', en: 'Same as the example' },
		different: { nl: 'Anders', en: 'Different' },
		needless: { nl: 'Niet nodig', en: 'Not needed' }
	},
	kinds: {
		need: { nl: 'Vraag', en: 'Need' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		stance: { nl: 'Standpunt', en: 'Stance' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		meaning: { nl: 'Betekenis', en: 'Meaning' },
		emotion: { nl: 'Emotie', en: 'Emotion' },
		attitude: { nl: 'Houding', en: 'Attitude' },
		relevance: { nl: 'Van belang', en: 'Relevance' }
	},
	lessons: {
		title: { nl: 'Om van te leren', en: 'Learning points' },
		none: { nl: 'Er waren geen verschillen met het voorbeeld.', en: 'Your labels did not differ from the example.' },
		times: {
			nl: plural('count', { one: 'één keer zo in uw labels', other: '{count} keer zo in uw labels' }),
			en: plural('count', { one: 'once in your labels', other: '{count} times in your labels' })
		},
		you: { nl: 'U', en: 'You' },
		example: { nl: 'Voorbeeld', en: 'Example' },
		nothing: { nl: 'geen label', en: 'no label' },
		all: {
			nl: plural('count', { one: 'Het ene verschil', other: 'Alle {count} verschillen' }),
			en: plural('count', { one: 'The one difference', other: 'All {count} differences' })
		}
	},
	relevance: {
		yes: { nl: 'van belang', en: 'relevant' },
		no: { nl: 'niet van belang', en: 'not relevant' }
	},
	why: {
		confusion: {
			nl: 'Er staat een echte vraag en geen verwijt. Zou een antwoord helpen? Dan is het verwarring.',
			en: 'It is a real question and does not blame anyone. Would an answer help? Then it is confusion.'
		},
		fear: {
			nl: 'De schrijver is bang voor wat er kan gebeuren, met zichzelf of met anderen. Dan is het angst.',
			en: 'The writer is afraid of what may happen to themselves or others. Then it is fear.'
		},
		anger: {
			nl: 'De schrijver verwijt iemand iets. Dan is het boosheid, ook als er een vraagteken staat.',
			en: 'The writer blames someone. Then it is anger, even with a question mark.'
		},
		sadness: {
			nl: 'Het gaat om verlies of gemis, niet om gevaar. Dan is het verdriet.',
			en: 'It is about loss, not about danger. Then it is sadness.'
		},
		compassion: {
			nl: 'De schrijver voelt mee met iemand anders of biedt steun. Dan is het medeleven.',
			en: 'The writer feels for someone else or offers support. Then it is compassion.'
		},
		relief: {
			nl: 'Het gevaar is minder of voorbij voor de schrijver. Dan is het opluchting.',
			en: 'For the writer, the danger is less or has passed. Then it is relief.'
		},
		humour: {
			nl: 'Het is een grap, ook als het onderwerp ernstig is. Dan is het humor.',
			en: 'It is a joke, even if the subject is serious. Then it is humour.'
		},
		axes: {
			nl: 'Dit gaat over ons, niet over het gevaar. Emotie en houding zijn twee assen.',
			en: 'This is about us, not about the danger. Emotion and attitude are labelled separately.'
		},
		positive: {
			nl: 'De schrijver prijst of bedankt de overheid of de hulpdiensten. Dat is waarderend.',
			en: 'The writer praises or thanks the authorities or emergency services. That is positive.'
		},
		negative: {
			nl: 'De schrijver heeft kritiek op de overheid, de hulpdiensten of het bedrijf. Dat is kritisch.',
			en: 'The writer criticises the authorities, emergency services or the company. That is critical.'
		},
		neutral: {
			nl: 'De overheid wordt genoemd of gevraagd, zonder oordeel. Dat is neutraal.',
			en: 'The authorities are mentioned or asked, without judgement. That is neutral.'
		},
		supports: {
			nl: 'De schrijver vertelt het als waar. Dat steunt het gerucht, ook zonder bewijs.',
			en: 'The writer presents it as true. That supports the rumour, even without proof.'
		},
		denies: {
			nl: 'De schrijver zegt dat het niet klopt. Dat spreekt het gerucht tegen.',
			en: 'The writer says it is not true. That denies the rumour.'
		},
		asks: {
			nl: 'De schrijver wil weten of het waar is. Dat is vragen, nog geen steun.',
			en: 'The writer wants to know whether it is true. That is asking, not supporting.'
		},
		comments: {
			nl: 'De schrijver heeft het erover, maar zegt niet of het waar is. Dat is reageren.',
			en: 'The writer talks about it, but does not say whether it is true. That is commenting.'
		},
		rumour: {
			nl: 'Hier staat een bewering die nog niet vaststaat. Zonder dit label telt de verspreiding te laag.',
			en: 'This makes a claim that has not been confirmed. Without this label, its spread is underestimated.'
		},
		need: {
			nl: 'Iemand wil iets weten. Met dit label ziet u hoe vaak het wordt gevraagd.',
			en: 'Someone wants to know something. This label shows how often it is asked.'
		},
		behaviour: {
			nl: 'Hier staat wat mensen doen of gaan doen. Dat telt mee voor het advies.',
			en: 'This says what people do or are going to do. That matters for the advice.'
		},
		meaning: {
			nl: 'Hier staat wat het met mensen doet: schuld, vertrouwen, verdriet of saamhorigheid.',
			en: 'This says what it means to people: blame, trust, grief or solidarity.'
		},
		relevant: {
			nl: 'Dit bericht gaat over het incident. Wie het weglegt, mist wat erin staat.',
			en: 'This post is about the incident. If you put it aside, you miss what it says.'
		},
		notRelevant: {
			nl: 'Dit bericht gaat niet over het incident, al lijken de woorden erop.',
			en: 'This post is not about the incident, although the words are similar.'
		}
	},
	training: {
		title: { nl: 'Wat oefent u hierna?', en: 'What will you practise next?' },
		labels: { nl: '{kind}: zie ik het verschil?', en: '{kind}: can you tell the difference?' },
		labelsWhat: {
			nl: '20 berichten, 5 minuten. U ziet na elk bericht waarom.',
			en: '20 posts, 5 minutes. After each post you see the reason.'
		},
		calls: { nl: 'Noodkreten in een volle stroom.', en: 'Calls for help in a busy stream.' },
		callsWhat: {
			nl: 'Speel vanaf {time}, toen een noodkreet {minutes} minuten lag.',
			en: 'Play from {time}, when a call for help had been waiting for {minutes} minutes.'
		},
		moment: { nl: 'Speel dit moment terug: {time}.', en: 'Play this moment again: {time}.' },
		momentLate: { nl: '‘{text}’ zag u na {minutes} minuten.', en: 'You saw ‘{text}’ after {minutes} minutes.' },
		momentMissed: { nl: '‘{text}’ vond u niet.', en: 'You did not find ‘{text}’.' },
		another: { nl: 'Speel een andere oefening.', en: 'Play another exercise.' },
		anotherWhat: {
			nl: 'Een ander incident, met andere vragen en geruchten.',
			en: 'Another incident, with other needs and rumours.'
		},
		begin: { nl: 'Begin', en: 'Start' },
		again: { nl: 'Speel terug', en: 'Play again' },
		choose: { nl: 'Kies een oefening', en: 'Choose an exercise' }
	},
	people: {
		title: { nl: 'Per deelnemer', en: 'Per participant' },
		order: { nl: 'op alfabet, geen ranglijst', en: 'alphabetical, not ranked' },
		group: { nl: 'Groep', en: 'Group' },
		hide: { nl: 'Verberg namen', en: 'Hide names' },
		hidden: { nl: 'Deelnemer {letter}', en: 'Participant {letter}' },
		noPart: { nl: 'deed niet mee', en: 'did not take part' },
		lead: {
			nl: plural('count', {
				one: 'Eén deelnemer, {minutes} minuten. De groep vond samen {value} van de {total} geruchten en {needs} van de {allNeeds} vragen.',
				other:
					'{count} deelnemers, {minutes} minuten. De groep vond samen {value} van de {total} geruchten en {needs} van de {allNeeds} vragen.'
			}),
			en: plural('count', {
				one: 'One participant, {minutes} minutes. The group found {value} of the {total} rumours and {needs} of the {allNeeds} needs.',
				other:
					'{count} participants, {minutes} minutes. Together the group found {value} of the {total} rumours and {needs} of the {allNeeds} needs.'
			})
		},
		discussCalls: {
			nl: 'Bespreek vooral de noodkreten: daar lopen de tijden het meest uiteen.',
			en: 'Start with the calls for help: that is where your times differ most.'
		},
		discussMissed: { nl: 'Bespreek vooral wat niemand vond.', en: 'Start with what nobody found.' },
		nobody: {
			nl: 'Niemand heeft in deze oefening iets gelabeld of gemaakt.',
			en: 'Nobody labelled or made anything in this exercise.'
		}
	},
	talk: {
		title: { nl: 'Bespreek dit samen', en: 'Discuss this together' },
		late: {
			nl: plural('inTime', {
				0: 'Niemand was op tijd. Wat stond er op uw scherm om {time}?',
				one: 'Eén van {of} was op tijd. Wat stond er op uw scherm om {time}?',
				other: '{inTime} van {of} waren op tijd. Wat stond er op uw scherm om {time}?'
			}),
			en: plural('inTime', {
				0: 'Nobody was on time. What was on your screen at {time}?',
				one: 'One of {of} was on time. What was on your screen at {time}?',
				other: '{inTime} of {of} were on time. What was on your screen at {time}?'
			})
		},
		missed: { nl: 'vond niemand. Waaraan was het te zien?', en: 'was found by nobody. What gave it away?' },
		missedBut: {
			nl: 'vond alleen {name}. Waaraan was het te zien?',
			en: 'was only found by {name}. What gave it away?'
		},
		confusion: { nl: '{one} of {other}?', en: '{one} or {other}?' },
		confusionSays: {
			nl: '{count} van de {all} verschillen bij {kind} gaan hierover.',
			en: '{count} of the {all} differences for {kind} are about this.'
		},
		show: {
			nl: plural('count', { one: 'Toon het bericht', other: 'Toon {count} berichten' }),
			en: plural('count', { one: 'Show the post', other: 'Show {count} posts' })
		},
		alone: { nl: 'Zonder tweede lezer.', en: 'Without a second reader.' },
		aloneSays: {
			nl: plural('count', {
				one: 'Er ging één tekst naar buiten die niemand anders las. Wat maakte dat nodig?',
				other: 'Er ging {count} teksten naar buiten die niemand anders las. Wat maakte dat nodig?'
			}),
			en: plural('count', {
				one: 'One text went out that nobody else had read. What made that necessary?',
				other: '{count} texts went out that nobody else had read. What made that necessary?'
			})
		},
		well: { nl: 'Wat ging goed:', en: 'What went well:' },
		wellSays: {
			nl: plural('by', {
				one: 'één van u zag ‘{text}’ op tijd; de eerste na {duration}.',
				other: '{by} van u zagen ‘{text}’ op tijd; de eerste na {duration}.'
			}),
			en: plural('by', {
				one: 'one of you saw ‘{text}’ on time; the first after {duration}.',
				other: '{by} of you saw ‘{text}’ on time; the first after {duration}.'
			})
		},
		wellLabels: {
			nl: '{percent} % van de labels bij {kind} is zoals het voorbeeld.',
			en: '{percent}% of the labels for {kind} match the example.'
		},
		worked: {
			nl: plural('count', {
				one: 'er is één verhaal gelabeld, elk met een naam erbij.',
				other: 'er zijn {count} verhalen gelabeld, elk met een naam erbij.'
			}),
			en: plural('count', {
				one: 'one story was labelled, with a name attached.',
				other: '{count} stories were labelled, each with a name attached.'
			})
		}
	},
	next: {
		title: { nl: 'Volgende keer', en: 'Next time' },
		same: { nl: 'Zelfde oefening, vanaf {time}', en: 'Same exercise, from {time}' },
		start: { nl: 'Zelfde oefening, vanaf het begin', en: 'Same exercise, from the start' }
	},
	practice: {
		title: { nl: 'Oefen labels', en: 'Practise labels' },
		back: { nl: 'Terug naar de nabespreking', en: 'Back to the debrief' },
		at: { nl: 'Bericht {number} van {total}', en: 'Post {number} of {total}' },
		ask: { nl: 'Welk label past het best?', en: 'Which label fits best?' },
		right: { nl: 'Zoals het voorbeeld.', en: 'Matches the example.' },
		other: { nl: 'Het voorbeeld zegt: {answer}.', en: 'The example says: {answer}.' },
		next: { nl: 'Volgende', en: 'Next' },
		done: { nl: '{right} van {total} zoals het voorbeeld.', en: '{right} of {total} match the example.' },
		again: { nl: 'Nog een keer', en: 'Try again' },
		claim: { nl: 'Gerucht: {claim}', en: 'Rumour: {claim}' },
		none: {
			nl: 'In deze oefening zijn hiervan te weinig berichten.',
			en: 'This exercise has too few posts of this kind.'
		}
	}
} satisfies Messages;
