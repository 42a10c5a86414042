import { plural, type Messages } from './message';

export const report = {
	title: { nl: 'Omgevingsrapport', en: 'Environment report' },
	document: {
		kicker: { nl: 'Omgevingsrapport {number}', en: 'Environment report {number}' },
		parts: {
			short: {
				title: { nl: 'In het kort', en: 'Summary' },
				sub: { nl: 'het beeld en wat er veranderde', en: 'the situation and what changed' }
			},
			seen: {
				title: { nl: 'Beeld', en: 'Situation' },
				sub: { nl: 'wat wij zagen', en: 'what we saw' }
			},
			judgement: {
				title: { nl: 'Oordeel en advies', en: 'Judgement and advice' },
				sub: { nl: 'wat de omgevingsanalist ervan maakt', en: 'the environment analyst’s view' }
			},
			ground: {
				title: { nl: 'Grond', en: 'Grounds' },
				sub: { nl: 'waarop dit rust', en: 'what this is based on' }
			}
		},
		sections: {
			brief: { nl: 'Het beeld in het kort', en: 'Summary' },
			information: { nl: 'Informatievoorziening', en: 'Information provision' },
			limitation: { nl: 'Schadebeperking', en: 'Damage limitation' },
			meaning: { nl: 'Betekenisgeving', en: 'Sense-making' },
			voices: { nl: 'Stemmen', en: 'Voices' },
			counterSignals: { nl: 'Tegengestelde signalen', en: 'Counter-signals' },
			reading: { nl: 'Oordeel en zekerheid', en: 'Judgement and certainty' },
			advice: { nl: 'Advies', en: 'Advice' },
			known: { nl: 'Bekend en niet bekend', en: 'Known and unknown' },
			basis: { nl: 'Basis en grenzen', en: 'Basis and limits' }
		},
		shortSections: {
			brief: { nl: 'In het kort', en: 'Summary' }
		},
		questions: {
			information: { nl: 'Wat willen mensen weten?', en: 'What do people want to know?' },
			limitation: { nl: 'Wat doen mensen, wat klopt er niet?', en: 'What are people doing, and what is not true?' },
			meaning: { nl: 'Wat betekent dit voor mensen?', en: 'What does this mean to people?' }
		},
		head: {
			grip: { nl: 'GRIP {grip}', en: 'GRIP {grip}' },
			measured: { nl: 'gemeten {time}', en: 'measured {time}' },
			period: { nl: 'periode {from}–{to}', en: 'period {from}–{to}' },
			released: { nl: 'vrijgegeven {time}', en: 'released {time}' },
			next: { nl: 'volgend rapport {time}', en: 'next report {time}' },
			noNext: { nl: 'volgend rapport nog niet bepaald', en: 'next report not scheduled yet' }
		},
		phases: {
			watch: { nl: 'fase volgen', en: 'watch phase' },
			acute: { nl: 'acute fase', en: 'acute phase' },
			followUp: { nl: 'vervolgfase', en: 'follow-up phase' },
			aftercare: { nl: 'nazorgfase', en: 'aftercare phase' },
			closed: { nl: 'gesloten', en: 'closed' }
		},
		foot: {
			nl: 'Opgesteld door de omgevingsanalist. Gemaakt uit het logboek tot en met regel {position}, keten {chain}; regels {rules}; controlegetal van dit rapport {checksum}.',
			en: 'Prepared by the environment analyst. Based on the log up to line {position}, chain {chain}; rules {rules}; checksum of this report {checksum}.'
		},
		signed: {
			nl: 'Deze installatie ondertekent het logboek met sleutel {key}.',
			en: 'This installation signs the log with key {key}.'
		},
		missing: { nl: 'Nog niet ingevuld.', en: 'Not filled in yet.' },
		more: {
			changes: {
				nl: plural('count', { one: 'en nog {count} andere verandering', other: 'en nog {count} andere veranderingen' }),
				en: plural('count', { one: 'and {count} more change', other: 'and {count} more changes' })
			},
			languages: {
				nl: plural('count', { one: 'en nog {count} andere taal', other: 'en nog {count} andere talen' }),
				en: plural('count', { one: 'and {count} more language', other: 'and {count} more languages' })
			},
			questions: {
				nl: plural('count', { one: 'en nog {count} andere vraag', other: 'en nog {count} andere vragen' }),
				en: plural('count', { one: 'and {count} more question', other: 'and {count} more questions' })
			},
			behaviours: {
				nl: plural('count', { one: 'en nog {count} ander gedrag', other: 'en nog {count} andere soorten gedrag' }),
				en: plural('count', { one: 'and {count} more kind of behaviour', other: 'and {count} more kinds of behaviour' })
			},
			advice: {
				nl: plural('count', { one: 'en nog {count} ander advies', other: 'en nog {count} andere adviezen' }),
				en: plural('count', { one: 'and {count} more piece of advice', other: 'and {count} more pieces of advice' })
			},
			facts: {
				nl: plural('count', { one: 'en nog {count} ander feit', other: 'en nog {count} andere feiten' }),
				en: plural('count', { one: 'and {count} more fact', other: 'and {count} more facts' })
			},
			headlines: {
				nl: plural('shown', {
					0: plural('count', { one: '{count} nieuwsbericht', other: '{count} nieuwsberichten' }),
					other: plural('count', {
						one: 'en nog {count} ander nieuwsbericht',
						other: 'en nog {count} andere nieuwsberichten'
					})
				}),
				en: plural('shown', {
					0: plural('count', { one: '{count} news item', other: '{count} news items' }),
					other: plural('count', { one: 'and {count} more news item', other: 'and {count} more news items' })
				})
			},
			sources: {
				nl: plural('count', { one: 'en nog {count} andere bron', other: 'en nog {count} andere bronnen' }),
				en: plural('count', { one: 'and {count} more source', other: 'and {count} more sources' })
			},
			outages: {
				nl: plural('count', { one: 'en nog {count} andere keer', other: 'en nog {count} andere keren' }),
				en: plural('count', { one: 'and {count} more outage', other: 'and {count} more outages' })
			},
			unknowns: {
				nl: plural('count', { one: 'en nog {count} ander punt', other: 'en nog {count} andere punten' }),
				en: plural('count', { one: 'and {count} more point', other: 'and {count} more points' })
			},
			actions: {
				nl: plural('count', { one: '{count} eerdere actie', other: '{count} eerdere acties' }),
				en: plural('count', { one: '{count} earlier action', other: '{count} earlier actions' })
			},
			differences: {
				nl: plural('count', { one: 'en nog {count} ander verschil', other: 'en nog {count} andere verschillen' }),
				en: plural('count', { one: 'and {count} more difference', other: 'and {count} more differences' })
			}
		},
		changes: {
			first: {
				nl: 'Dit is het eerste rapport. Stijgen en dalen gaat over de laatste 30 minuten.',
				en: 'This is the first report. Rising and falling refer to the last 30 minutes.'
			},
			note: {
				nl: 'Nieuw en weg sinds rapport {number}. Stijgen en dalen gaat over de laatste 30 minuten.',
				en: 'New and gone since report {number}. Rising and falling refer to the last 30 minutes.'
			},
			fresh: { nl: 'Nieuw', en: 'New' },
			risen: { nl: 'Stijgt', en: 'Rising' },
			fallen: { nl: 'Daalt', en: 'Falling' },
			gone: { nl: 'Weg', en: 'Gone' },
			answered: { nl: 'Beantwoord', en: 'Answered' },
			none: { nl: 'niets', en: 'nothing' },
			was: { nl: 'eerst {before}', en: '{before} before' },
			asked: {
				none: { nl: 'sindsdien niet meer gevraagd', en: 'not asked since' },
				before: { nl: 'nog', en: 'asked' },
				after: {
					nl: plural('now', { one: 'keer gevraagd', other: 'keer gevraagd' }),
					en: plural('now', { one: 'more time', other: 'more times' })
				}
			},
			kinds: {
				need: { nl: 'vraag', en: 'question' },
				rumour: { nl: 'gerucht', en: 'rumour' },
				behaviour: { nl: 'berichten over', en: 'posts about' },
				meaning: { nl: 'betekenis', en: 'meaning' }
			}
		},
		trend: {
			new: { nl: 'nieuw', en: 'new' },
			again: { nl: 'weer', en: 'again' },
			rises: { nl: 'stijgt', en: 'rising' },
			falls: { nl: 'daalt', en: 'falling' },
			none: { nl: 'niet', en: 'none' },
			unsure: { nl: 'nog niet te zeggen', en: 'too early to tell' },
			was: { nl: '(was {before})', en: '(was {before})' },
			wasNone: { nl: 'eerst geen', en: 'none before' }
		},
		needs: {
			caption: {
				nl: 'Vragen: zonder antwoord eerst, dan het meest gevraagd in de laatste 30 minuten',
				en: 'Questions: unanswered first, then most asked in the last 30 minutes'
			},
			none: { nl: 'Geen vragen in deze periode.', en: 'No questions in this period.' },
			more: {
				nl: plural('count', {
					one: 'En nog {count} andere vraag, samen {posts} keer gesteld.',
					other: 'En nog {count} andere vragen, samen {posts} keer gesteld.'
				}),
				en: plural('count', {
					one: 'And {count} more question, asked {posts} times in total.',
					other: 'And {count} more questions, asked {posts} times in total.'
				})
			},
			columns: {
				question: { nl: 'Vraag', en: 'Question' },
				asked: { nl: 'Gevraagd', en: 'Asked' },
				authors: { nl: 'Afzenders', en: 'Senders' },
				course: { nl: 'Laatste 30 min', en: 'Last 30 min' },
				waiting: { nl: 'Wacht sinds', en: 'Waiting since' },
				answer: { nl: 'Antwoord', en: 'Answer' }
			},
			noAnswer: { nl: 'nog geen', en: 'none yet' },
			answering: { nl: 'in de maak', en: 'being written' },
			answered: { nl: 'ja, {time} ({channel})', en: 'yes, {time} ({channel})' },
			again: { nl: 'wordt weer gevraagd', en: 'asked again' },
			againAfter: {
				nl: 'antwoord {time} ({channel}), daarna nog {count} keer',
				en: plural('count', {
					one: 'answered {time} ({channel}), asked {count} time since',
					other: 'answered {time} ({channel}), asked {count} times since'
				})
			},
			since: {
				nl: 'daarna nog {count} keer gevraagd',
				en: plural('count', { one: 'asked {count} time since', other: 'asked {count} times since' })
			},
			earlier: {
				nl: plural('count', {
					one: '{count} vraag is eerder beantwoord en niet meer gesteld.',
					other: '{count} vragen zijn eerder beantwoord en niet meer gesteld.'
				}),
				en: plural('count', {
					one: '{count} question was answered earlier and has not been asked since.',
					other: '{count} questions were answered earlier and have not been asked since.'
				})
			}
		},
		offline: { nl: 'gehoord: {where}', en: 'reported by phone or in person: {where}' },
		rows: {
			unanswered: { nl: 'Zonder antwoord', en: 'Unanswered' },
			phone: { nl: 'Telefoon', en: 'Phone' },
			press: { nl: 'Pers', en: 'Press' },
			consulted: { nl: 'Verwijzen naar', en: 'Referring to' },
			earlier: { nl: 'Eerder', en: 'Earlier' }
		},
		unanswered: {
			none: { nl: 'Geen. Aan elke open vraag werkt iemand.', en: 'None. Someone is working on every open question.' }
		},
		fromPress: { nl: '(pers)', en: '(press)' },
		asked: {
			posts: {
				nl: plural('posts', { one: '{posts} bericht', other: '{posts} berichten' }),
				en: plural('posts', { one: '{posts} message', other: '{posts} messages' })
			},
			other: { nl: 'overig {posts}', en: 'other {posts}' }
		},
		rumours: {
			caption: {
				nl: 'Geruchten: hoog en open eerst, dan op risico en de laatste 30 minuten',
				en: 'Rumours: high and open first, then by risk and the last 30 minutes'
			},
			none: { nl: 'Geen geruchten.', en: 'No rumours.' },
			more: {
				nl: plural('count', {
					one: plural('posts', {
						one: 'En nog {count} ander gerucht, samen {posts} bericht.',
						other: 'En nog {count} ander gerucht, samen {posts} berichten.'
					}),
					other: plural('posts', {
						one: 'En nog {count} andere geruchten, samen {posts} bericht.',
						other: 'En nog {count} andere geruchten, samen {posts} berichten.'
					})
				}),
				en: plural('count', {
					one: plural('posts', {
						one: 'And {count} more rumour, {posts} post in total.',
						other: 'And {count} more rumour, {posts} posts in total.'
					}),
					other: plural('posts', {
						one: 'And {count} more rumours, {posts} post in total.',
						other: 'And {count} more rumours, {posts} posts in total.'
					})
				})
			},
			columns: {
				claim: { nl: 'Gerucht en uitkomst', en: 'Rumour and verdict' },
				risk: { nl: 'Risico', en: 'Risk' },
				course: { nl: 'Laatste 30 min', en: 'Last 30 min' },
				approach: { nl: 'Aanpak', en: 'Approach' }
			},
			verdicts: {
				false: { nl: 'Onjuist', en: 'False' },
				true: { nl: 'Juist', en: 'True' },
				partly: { nl: 'Deels juist', en: 'Partly true' },
				unknowable: { nl: 'Niet vast te stellen', en: 'Cannot be established' }
			},
			source: { nl: '{source}, {time}', en: '{source}, {time}' },
			verifying: { nl: 'Wordt nagegaan', en: 'Being verified' },
			asked: { nl: 'bij {body}, gevraagd {time}', en: 'with {body}, asked {time}' },
			unverified: { nl: 'Nog niet nagegaan', en: 'Not verified yet' },
			levels: {
				low: { nl: 'laag', en: 'low' },
				middle: { nl: 'midden', en: 'medium' },
				high: { nl: 'hoog', en: 'high' },
				danger: { nl: 'direct gevaar', en: 'immediate danger' },
				unjudged: { nl: 'nog niet beoordeeld', en: 'not assessed yet' }
			},
			product: { nl: 'schade {harm} × verspreiding {spread}', en: 'harm {harm} × spread {spread}' },
			noHarm: { nl: 'schade niet beoordeeld, verspreiding {spread}', en: 'harm not assessed, spread {spread}' },
			stances: {
				supports: { nl: 'steunt {posts}', en: 'supports {posts}' },
				asks: { nl: 'vraagt {posts}', en: 'asks {posts}' },
				denies: { nl: 'spreekt tegen {posts}', en: 'denies {posts}' },
				comments: { nl: 'reageert {posts}', en: 'comments {posts}' }
			},
			approaches: {
				watch: { nl: 'volgen', en: 'watch' },
				sayWeCheck: { nl: 'zeggen dat wij dit nagaan', en: 'say that we are checking' },
				addToAnswers: { nl: 'opnemen in de antwoorden', en: 'add to the answers' },
				confirm: { nl: 'bevestigen', en: 'confirm' },
				rebut: { nl: 'weerleggen', en: 'rebut' },
				passOn: { nl: 'doorgeven', en: 'pass on' }
			},
			noApproach: { nl: 'nog niet gekozen', en: 'not chosen yet' },
			help: { nl: 'hulp gevraagd', en: 'help needed' },
			answered: { nl: '{kind}: {places}.', en: '{kind}: {places}.' },
			spread: { nl: 'verspreiding {spread}', en: 'spread {spread}' }
		},
		behaviour: {
			enlarges: { nl: 'Vergroot schade', en: 'Increases damage' },
			limits: { nl: 'Beperkt schade', en: 'Limits damage' },
			offersHelp: { nl: 'Biedt hulp', en: 'Offers help' },
			unknown: { nl: 'Gedrag', en: 'Behaviour' },
			advice: { nl: 'advies:', en: 'advice:' }
		},
		calls: {
			name: { nl: 'Noodkreten', en: 'Calls for help' },
			none: { nl: 'Geen bekend.', en: 'None known.' },
			passedOn: {
				nl: '{count}, doorgegeven aan de meldkamer: {times}.',
				en: '{count} passed on to the control room: {times}.'
			},
			takenBack: { nl: '{count} teruggenomen: {times}.', en: '{count} taken back: {times}.' },
			pair: { nl: 'doorgegeven {passed}, teruggenomen {at}', en: 'passed on {passed}, taken back {at}' },
			open: {
				nl: plural('count', { one: '{count} wacht nog op doorgeven.', other: '{count} wachten nog op doorgeven.' }),
				en: plural('count', {
					one: '{count} is waiting to be passed on.',
					other: '{count} are waiting to be passed on.'
				})
			}
		},
		labels: {
			other: { nl: 'overig', en: 'other' },
			counts: {
				nl: plural('stories', { one: '{stories} verhaal', other: '{stories} verhalen' }),
				en: plural('stories', { one: '{stories} story', other: '{stories} stories' })
			}
		},
		posts: {
			nl: plural('posts', { one: 'bericht', other: 'berichten' }),
			en: plural('posts', { one: 'post', other: 'posts' })
		},
		unsure: {
			nl: plural('stories', {
				one: 'Nog niet te zeggen: {stories} verhaal niet bekeken',
				other: 'Nog niet te zeggen: {stories} verhalen niet bekeken'
			}),
			en: plural('stories', {
				one: 'Too early to tell: {stories} story not looked at',
				other: 'Too early to tell: {stories} stories not looked at'
			})
		},
		perhapsMore: {
			nl: 'Mogelijk meer: niet alles is bekeken.',
			en: 'Possibly more: not everything has been looked at.'
		},
		readingOf: { nl: 'Duiding', en: 'Interpretation' },
		noMeaning: {
			nl: 'Nog geen duiding, thema’s of stemming vastgelegd.',
			en: 'No interpretation, themes or mood recorded yet.'
		},
		themes: {
			blame: { nl: 'Schuldvraag', en: 'Blame' },
			trust: { nl: 'Vertrouwen', en: 'Trust' },
			grief: { nl: 'Rouw', en: 'Grief' },
			solidarity: { nl: 'Saamhorigheid', en: 'Solidarity' },
			political: { nl: 'Politiek', en: 'Politics' },
			callToAct: { nl: 'Oproep', en: 'Call to action' },
			symbol: { nl: 'Symbool', en: 'Symbol' },
			other: { nl: 'Andere betekenis', en: 'Other meaning' }
		},
		carried: {
			written: { nl: 'Tekst van {written}.', en: 'Text from {written}.' },
			numbers: { nl: 'Getallen van toen: {numbers}.', en: 'Figures from that time: {numbers}.' },
			confirmed: {
				nl: 'Tekst van {written}. Nagekeken {confirmed}: klopte nog.',
				en: 'Text from {written}. Checked {confirmed}: still correct.'
			}
		},
		alone: { nl: 'zonder tweede lezer', en: 'without a second reader' },
		mainly: { nl: 'vooral {names}', en: 'mainly {names}' },
		also: { nl: 'ook: {names}', en: 'also: {names}' },
		voice: { nl: '{name} ({posts})', en: '{name} ({posts})' },
		quote: {
			name: { nl: 'Typerend', en: 'Typical quote' },
			speaker: { nl: '({speaker}, ingekort)', en: '({speaker}, shortened)' },
			paraphrased: { nl: '({speaker}, in onze woorden)', en: '({speaker}, in our words)' },
			atSource: {
				gone: { nl: 'het bericht is weg bij de bron', en: 'the post is gone at the source' },
				edited: {
					nl: 'het bericht is sindsdien gewijzigd bij de bron',
					en: 'the post has since been edited at the source'
				}
			}
		},
		voices: {
			none: {
				unknown: {
					nl: 'Van geen afzender is vastgelegd dat het een medium, organisatie of bestuurder is.',
					en: 'No sender is recorded as media, an organisation or an office holder.'
				},
				notLookedAt: {
					nl: 'Wat media, organisaties en bestuurders zeiden, is nog niet bekeken.',
					en: 'Posts from media, organisations and office holders have not been looked at yet.'
				},
				silent: {
					nl: 'In deze periode spraken geen media, organisaties of bestuurders.',
					en: 'There were no posts from media, organisations or office holders in this period.'
				}
			},
			posts: {
				nl: plural('posts', { one: '{posts} bericht', other: '{posts} berichten' }),
				en: plural('posts', { one: '{posts} post', other: '{posts} posts' })
			},
			kinds: {
				media: { nl: 'media', en: 'media' },
				officeHolder: { nl: 'bestuurder', en: 'office holder' },
				organisation: { nl: 'organisatie', en: 'organisation' }
			}
		},
		counter: {
			none: { nl: 'Geen tegengestelde signalen gevonden.', en: 'No counter-signals found.' }
		},
		reading: {
			none: { nl: 'Geen oordeel gegeven.', en: 'No judgement given.' },
			certainty: { nl: 'Zekerheid', en: 'Certainty' },
			certainties: {
				high: { nl: 'Hoog', en: 'High' },
				middle: { nl: 'Midden', en: 'Medium' },
				low: { nl: 'Laag', en: 'Low' }
			},
			notSaid: { nl: 'niet aangegeven', en: 'not stated' },
			expected: { nl: 'Verwacht', en: 'Expected' },
			watch: { nl: 'Let op', en: 'Watch for' }
		},
		advice: {
			none: { nl: 'Geen advies.', en: 'No advice.' },
			goals: {
				informing: { nl: 'Informeren', en: 'Information provision' },
				limiting: { nl: 'Schade beperken', en: 'Damage limitation' },
				meaning: { nl: 'Betekenis geven', en: 'Sense-making' }
			},
			urgency: {
				high: { nl: 'Beslis nu.', en: 'Decide now.' },
				middle: { nl: 'Beslis zodra het kan.', en: 'Decide as soon as possible.' },
				low: { nl: 'Dit heeft geen haast.', en: 'This is not urgent.' }
			},
			decider: { nl: 'beslist: {decider}', en: 'decision: {decider}' },
			deadline: { nl: 'vóór {time}', en: 'before {time}' },
			effect: { nl: 'Effect:', en: 'Effect:' },
			audience: { nl: 'voor {audience}', en: 'for {audience}' },
			since: { nl: 'sinds rapport {number}', en: 'since report {number}' },
			outcomes: {
				adopted: { nl: 'Overgenomen', en: 'Adopted' },
				declined: { nl: 'Niet overgenomen', en: 'Declined' },
				postponed: { nl: 'Uitgesteld', en: 'Postponed' }
			},
			from: { nl: 'uit rapport {number}:', en: 'from report {number}:' },
			carriedOutBy: { nl: 'Uitvoering:', en: 'Carried out by:' }
		},
		known: {
			facts: { nl: 'Bekend', en: 'Known' },
			open: { nl: 'Nog niet bekend', en: 'Not known yet' },
			actions: { nl: 'Eigen acties', en: 'Own actions' },
			fact: { nl: '({source}, {time})', en: '({source}, {time})' },
			noFacts: { nl: 'Nog geen feiten vastgesteld.', en: 'No facts established yet.' },
			noOpen: { nl: 'Niets genoemd.', en: 'None listed.' },
			noActions: { nl: 'Geen vastgelegd.', en: 'None recorded.' },
			see: {
				fact: { nl: 'bekijk het feit', en: 'view the fact' },
				text: { nl: 'bekijk de tekst', en: 'view the text' },
				action: { nl: 'bekijk de actie', en: 'view the action' },
				posts: {
					nl: plural('posts', { one: 'bekijk het bericht', other: 'bekijk de berichten' }),
					en: plural('posts', { one: 'view the post', other: 'view the posts' })
				}
			}
		},
		basis: {
			posts: { nl: 'Berichten', en: 'Posts' },
			total: {
				nl: plural('posts', { one: '{posts} bericht', other: '{posts} berichten' }),
				en: plural('posts', { one: '{posts} post', other: '{posts} posts' })
			},
			none: { nl: 'Nog geen berichten.', en: 'No posts yet.' },
			file: { nl: '{platform} (bestand)', en: '{platform} (file)' },
			copies: { nl: '({copies} gedeeld of bijna gelijk)', en: '({copies} shared or nearly identical)' },
			authors: {
				nl: plural('authors', { one: 'van {authors} afzender', other: 'van {authors} afzenders' }),
				en: plural('authors', { one: 'from {authors} sender', other: 'from {authors} senders' })
			},
			unnamed: {
				nl: plural('unnamed', {
					one: 'bij {unnamed} bericht weten wij de afzender niet',
					other: 'bij {unnamed} berichten weten wij de afzender niet'
				}),
				en: plural('unnamed', {
					one: 'sender unknown for {unnamed} post',
					other: 'sender unknown for {unnamed} posts'
				})
			},
			missing: { nl: 'Geen bron voor: {names}.', en: 'No source for: {names}.' },
			backlog: {
				nl: plural('posts', {
					one: '{posts} bericht is ouder dan het incident.',
					other: '{posts} berichten zijn ouder dan het incident.'
				}),
				en: plural('posts', {
					one: '{posts} post is older than the incident.',
					other: '{posts} posts are older than the incident.'
				})
			},
			languages: { nl: 'Talen', en: 'Languages' },
			unknownLanguage: { nl: 'onbekend', en: 'unknown' },
			looked: { nl: 'Bekeken', en: 'Looked at' },
			lookedBy: {
				nl: plural('posts', {
					one: 'Door een mens: {stories} ({posts} bericht).',
					other: 'Door een mens: {stories} ({posts} berichten).'
				}),
				en: plural('posts', {
					one: 'By a person: {stories} ({posts} post).',
					other: 'By a person: {stories} ({posts} posts).'
				})
			},
			joined: {
				nl: plural('posts', {
					one: '{posts} bericht leek hierop en is meegeteld.',
					other: '{posts} berichten leken hierop en zijn meegeteld.'
				}),
				en: plural('posts', {
					one: '{posts} similar post is also counted.',
					other: '{posts} similar posts are also counted.'
				})
			},
			unseen: {
				nl: plural('posts', {
					one: 'Door niemand: {stories} ({posts} bericht).',
					other: 'Door niemand: {stories} ({posts} berichten).'
				}),
				en: plural('posts', {
					one: 'Not looked at: {stories} ({posts} post).',
					other: 'Not looked at: {stories} ({posts} posts).'
				})
			},
			notRelevant: {
				nl: plural('posts', { one: 'Niet van belang: {posts} bericht.', other: 'Niet van belang: {posts} berichten.' }),
				en: plural('posts', { one: 'Not relevant: {posts} post.', other: 'Not relevant: {posts} posts.' })
			},
			stories: {
				share: { nl: '{share} van de verhalen', en: '{share} of the stories' },
				of: {
					nl: plural('total', { one: '{count} van {total} verhaal', other: '{count} van de {total} verhalen' }),
					en: plural('total', { one: '{count} of {total} story', other: '{count} of the {total} stories' })
				}
			},
			outages: { nl: 'Uitval', en: 'Outages' },
			outage: { nl: '{source}: geen gegevens {period}', en: '{source}: no data {period}' },
			until: { nl: '{from}–{to}', en: '{from}–{to}' },
			onwards: { nl: 'sinds {from}', en: 'since {from}' },
			whys: {
				paused: { nl: 'gepauzeerd', en: 'paused' },
				removed: { nl: 'verwijderd', en: 'removed' },
				failed: { nl: 'storing', en: 'failure' },
				silent: { nl: 'geen berichten', en: 'no posts' },
				missed: { nl: 'niet meer op te halen', en: 'can no longer be retrieved' }
			},
			noOutages: { nl: 'Geen uitval bekend.', en: 'No outages known.' },
			profile: { nl: 'Zoekprofiel', en: 'Search profile' },
			terms: {
				nl: plural('terms', { one: '{terms} term', other: '{terms} termen' }),
				en: plural('terms', { one: '{terms} term', other: '{terms} terms' })
			},
			changed: { nl: 'gewijzigd {time}', en: 'changed {time}' },
			noProfile: {
				nl: 'Geen zoekprofiel: alles uit de bronnen telt mee.',
				en: 'No search profile: all posts from the sources are counted.'
			},
			caveat: { nl: 'Wie iets plaatst, is niet iedereen.', en: 'People who post are not everyone.' },
			caveatText: {
				nl: 'Dit rapport zegt wat zichtbaar was, niet wat alle inwoners denken.',
				en: 'This report shows what was visible, not what all residents think.'
			},
			added: { nl: 'erbij: {words}', en: 'added: {words}' },
			takenOut: { nl: 'eraf: {words}', en: 'removed: {words}' },
			excluded: { nl: 'niet met ‘{word}’', en: 'exclusion of ‘{word}’' },
			changesBefore: {
				nl: plural('changes', { one: 'Daarvoor {changes} wijziging.', other: 'Daarvoor {changes} wijzigingen.' }),
				en: plural('changes', { one: 'Before that, {changes} change.', other: 'Before that, {changes} changes.' })
			}
		},
		languages: {
			nl: { nl: 'Nederlands', en: 'Dutch' },
			en: { nl: 'Engels', en: 'English' },
			de: { nl: 'Duits', en: 'German' },
			fr: { nl: 'Frans', en: 'French' },
			tr: { nl: 'Turks', en: 'Turkish' },
			ar: { nl: 'Arabisch', en: 'Arabic' },
			pl: { nl: 'Pools', en: 'Polish' },
			uk: { nl: 'Oekraïens', en: 'Ukrainian' },
			fy: { nl: 'Fries', en: 'Frisian' }
		},
		platforms: {
			x: { nl: 'X', en: 'X' },
			mastodon: { nl: 'Mastodon', en: 'Mastodon' },
			bluesky: { nl: 'Bluesky', en: 'Bluesky' },
			facebook: { nl: 'Facebook', en: 'Facebook' },
			instagram: { nl: 'Instagram', en: 'Instagram' },
			tiktok: { nl: 'TikTok', en: 'TikTok' },
			whatsapp: { nl: 'WhatsApp', en: 'WhatsApp' },
			forum: { nl: 'forum', en: 'forum' },
			news: { nl: 'nieuws', en: 'news' },
			phone: { nl: 'telefoon', en: 'phone' },
			press: { nl: 'pers', en: 'press' },
			street: { nl: 'straat', en: 'street' },
			partner: { nl: 'partner', en: 'partner' },
			other: { nl: 'overig', en: 'other' }
		},
		contents: {
			name: { nl: 'In dit rapport', en: 'In this report' },
			count: { nl: 'In dit rapport: {count} onderdelen', en: 'In this report: {count} sections' }
		},
		proposal: {
			needs: { nl: 'Mensen willen vooral weten: {questions}.', en: 'People mainly want to know: {questions}.' },
			asked: { nl: 'Mensen vragen: {questions}.', en: 'People ask: {questions}.' },
			quote: { nl: '‘{text}’', en: '‘{text}’' },
			rumour: {
				false: {
					nl: plural('posts', {
						one: 'Het gerucht {claim} ({posts} bericht) is onjuist volgens {source}.',
						other: 'Het gerucht {claim} ({posts} berichten) is onjuist volgens {source}.'
					}),
					en: plural('posts', {
						one: 'The rumour {claim} ({posts} post) is false according to {source}.',
						other: 'The rumour {claim} ({posts} posts) is false according to {source}.'
					})
				},
				true: {
					nl: plural('posts', {
						one: 'Het gerucht {claim} ({posts} bericht) is juist volgens {source}.',
						other: 'Het gerucht {claim} ({posts} berichten) is juist volgens {source}.'
					}),
					en: plural('posts', {
						one: 'The rumour {claim} ({posts} post) is true according to {source}.',
						other: 'The rumour {claim} ({posts} posts) is true according to {source}.'
					})
				},
				partly: {
					nl: plural('posts', {
						one: 'Het gerucht {claim} ({posts} bericht) is deels juist volgens {source}.',
						other: 'Het gerucht {claim} ({posts} berichten) is deels juist volgens {source}.'
					}),
					en: plural('posts', {
						one: 'The rumour {claim} ({posts} post) is partly true according to {source}.',
						other: 'The rumour {claim} ({posts} posts) is partly true according to {source}.'
					})
				},
				unknowable: {
					nl: plural('posts', {
						one: 'Of het gerucht {claim} ({posts} bericht) klopt, is niet vast te stellen.',
						other: 'Of het gerucht {claim} ({posts} berichten) klopt, is niet vast te stellen.'
					}),
					en: plural('posts', {
						one: 'Whether the rumour {claim} ({posts} post) is true cannot be established.',
						other: 'Whether the rumour {claim} ({posts} posts) is true cannot be established.'
					})
				},
				verifying: {
					nl: plural('posts', {
						one: 'Het gerucht {claim} ({posts} bericht) wordt nagegaan bij {body}.',
						other: 'Het gerucht {claim} ({posts} berichten) wordt nagegaan bij {body}.'
					}),
					en: plural('posts', {
						one: 'The rumour {claim} ({posts} post) is being verified with {body}.',
						other: 'The rumour {claim} ({posts} posts) is being verified with {body}.'
					})
				},
				open: {
					nl: plural('posts', {
						one: 'Het gerucht {claim} ({posts} bericht) is nog niet nagegaan.',
						other: 'Het gerucht {claim} ({posts} berichten) is nog niet nagegaan.'
					}),
					en: plural('posts', {
						one: 'The rumour {claim} ({posts} post) has not been verified yet.',
						other: 'The rumour {claim} ({posts} posts) has not been verified yet.'
					})
				}
			},
			from: {
				needs: { nl: 'de meest gestelde vragen', en: 'the most asked questions' },
				rumour: { nl: 'het gerucht met het hoogste risico', en: 'the rumour with the highest risk' }
			}
		},
		atSource: {
			all: { nl: 'alle berichten hierover zijn weg bij de bron', en: 'all posts about this are gone at the source' },
			gone: {
				nl: plural('count', { one: '{count} bericht weg bij de bron', other: '{count} berichten weg bij de bron' }),
				en: plural('count', { one: '{count} post gone at the source', other: '{count} posts gone at the source' })
			},
			edited: {
				nl: plural('count', {
					one: '{count} bericht gewijzigd bij de bron',
					other: '{count} berichten gewijzigd bij de bron'
				}),
				en: plural('count', { one: '{count} post edited at the source', other: '{count} posts edited at the source' })
			}
		},
		replaced: {
			verdict: {
				nl: 'feit vervangen {time}, uitkomst wordt nagekeken',
				en: 'fact replaced {time}, verdict under review'
			},
			answer: { nl: 'feit vervangen {time}, antwoord wordt nagekeken', en: 'fact replaced {time}, answer under review' }
		},
		mentions: {
			named: { nl: 'genoemd: {names}', en: 'mentioned: {names}' },
			count: { nl: '{name} ({posts})', en: '{name} ({posts})' },
			groups: {
				parents: { nl: 'ouders en kinderen', en: 'parents and children' },
				elderly: { nl: 'ouderen', en: 'older people' },
				patients: { nl: 'zieken en kwetsbaren', en: 'patients and vulnerable people' },
				animals: { nl: 'dieren', en: 'animals' },
				entrepreneurs: { nl: 'ondernemers', en: 'businesses' },
				travellers: { nl: 'reizigers', en: 'travellers' }
			}
		},
		answerTime: {
			need: { nl: 'eerste antwoord na {duration}', en: 'first answer after {duration}' },
			rumour: { nl: 'Eerste tekst na {duration}.', en: 'First text after {duration}.' },
			none: { nl: 'nog geen', en: 'none yet' }
		},
		rests: { nl: 'Rust op', en: 'Based on' },
		reworded: {
			nl: 'bewering anders gesteld, uitkomst wordt nagekeken',
			en: 'claim reworded, verdict under review'
		}
	},
	short: {
		advice: { nl: 'Wat wij adviseren', en: 'Our advice' },
		judgement: { nl: 'Ons oordeel', en: 'Our judgement' },
		done: { nl: 'Wat wij deden', en: 'What we did' },
		subs: {
			information: {
				nl: 'zonder antwoord eerst, dan de laatste 10 minuten',
				en: 'unanswered first, then the last 10 minutes'
			},
			limitation: {
				nl: 'hoog en open eerst, dan risico en laatste 30 minuten',
				en: 'high and open first, then risk and last 30 minutes'
			},
			meaning: { nl: 'wat het voor mensen betekent', en: 'what it means to people' },
			done: { nl: 'en hoeveel berichten er waren, per 10 minuten', en: 'and the number of posts per 10 minutes' }
		},
		columns: {
			question: { nl: 'Vraag', en: 'Question' },
			asked: { nl: 'Gevraagd', en: 'Asked' },
			recent: { nl: 'Laatste 10 min', en: 'Last 10 min' },
			answer: { nl: 'Antwoord', en: 'Answer' },
			claim: { nl: 'Gerucht', en: 'Rumour' },
			risk: { nl: 'Risico', en: 'Risk' },
			verdict: { nl: 'Uitkomst', en: 'Verdict' },
			text: { nl: 'Onze tekst', en: 'Our text' }
		},
		questions: { nl: 'Vragen, zonder antwoord eerst', en: 'Questions, unanswered first' },
		rumours: { nl: 'Geruchten, hoog en open eerst', en: 'Rumours, high and open first' },
		moves: {
			fresh: { nl: 'nieuw', en: 'new' },
			risen: { nl: 'stijgt', en: 'rising' },
			fallen: { nl: 'daalt', en: 'falling' }
		},
		lastThirty: { nl: '{posts} in 30 min', en: '{posts} in 30 min' },
		posts: {
			nl: plural('posts', { one: '{posts} bericht', other: '{posts} berichten' }),
			en: plural('posts', { one: '{posts} post', other: '{posts} posts' })
		},
		needs: {
			since: {
				nl: 'antwoord {time}, daarna nog {count} keer',
				en: plural('count', {
					one: 'answered {time}, asked {count} time since',
					other: 'answered {time}, asked {count} times since'
				})
			},
			waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
			known: { nl: 'bekend {time}, nog niet gepubliceerd', en: 'known {time}, not published yet' },
			answered: { nl: 'ja, {time}', en: 'yes, {time}' },
			after: {
				nl: 'Daarna nog {count} keer gevraagd',
				en: plural('count', { one: 'Asked {count} time since', other: 'Asked {count} times since' })
			}
		},
		pending: {
			draft: { nl: '{kind} in de maak', en: '{kind} being written' },
			submitted: { nl: '{kind} wacht op akkoord', en: '{kind} waiting for approval' },
			approved: { nl: '{kind} ligt klaar', en: '{kind} is ready' }
		},
		verdicts: {
			false: { nl: 'onjuist', en: 'false' },
			true: { nl: 'juist', en: 'true' },
			partly: { nl: 'deels juist', en: 'partly true' },
			unknowable: { nl: 'niet vast te stellen', en: 'cannot be established' },
			asked: { nl: 'wordt nagegaan', en: 'being verified' },
			at: { nl: 'bij', en: 'with' },
			notAsked: { nl: 'nog niet nagevraagd', en: 'not verified yet' }
		},
		noText: { nl: 'geen', en: 'none' },
		behaviour: { nl: 'Gedrag', en: 'Behaviour' },
		doThemselves: { nl: 'Wat mensen zelf kunnen doen', en: 'What people can do themselves' },
		besides: { nl: 'Verder', en: 'Also' },
		media: { nl: 'Media', en: 'Media' },
		decides: { nl: 'beslist:', en: 'decision:' },
		urgency: {
			high: { nl: 'nu', en: 'now' },
			middle: { nl: 'zodra het kan', en: 'as soon as possible' },
			low: { nl: 'zonder haast', en: 'not urgently' }
		},
		outcomes: {
			adopted: { nl: 'overgenomen', en: 'adopted' },
			declined: { nl: 'niet overgenomen', en: 'declined' },
			postponed: { nl: 'uitgesteld', en: 'postponed' }
		},
		from: { nl: 'Uit rapport {number}', en: 'From report {number}' },
		expected: { nl: 'Verwacht:', en: 'Expected:' },
		certainty: { nl: 'Zekerheid: {level}.', en: 'Certainty: {level}.' },
		counter: { nl: 'Tegengeluid:', en: 'Counter-signal:' },
		more: {
			needs: {
				nl: plural('count', { one: 'en {count} andere vraag', other: 'en {count} andere vragen' }),
				en: plural('count', { one: 'and {count} more question', other: 'and {count} more questions' })
			},
			rumours: {
				nl: plural('count', { one: 'en {count} ander gerucht', other: 'en {count} andere geruchten' }),
				en: plural('count', { one: 'and {count} more rumour', other: 'and {count} more rumours' })
			},
			advice: {
				nl: plural('count', { one: 'en {count} ander advies', other: 'en {count} andere adviezen' }),
				en: plural('count', { one: 'and {count} more piece of advice', other: 'and {count} more pieces of advice' })
			},
			themes: {
				nl: plural('count', { one: '{count} andere betekenis', other: '{count} andere betekenissen' }),
				en: plural('count', { one: '{count} other meaning', other: '{count} other meanings' })
			},
			sentences: {
				nl: plural('count', {
					one: 'Van onze teksten staat {count} zin alleen in het volledige rapport.',
					other: 'Van onze teksten staan {count} zinnen alleen in het volledige rapport.'
				}),
				en: plural('count', {
					one: 'Of our texts, {count} sentence is only in the full report.',
					other: 'Of our texts, {count} sentences are only in the full report.'
				})
			},
			actions: {
				nl: plural('count', { one: 'en {count} eerdere actie', other: 'en {count} eerdere acties' }),
				en: plural('count', { one: 'and {count} earlier action', other: 'and {count} earlier actions' })
			}
		},
		chart: {
			label: { nl: 'Berichten per 10 minuten, van {low} tot {high}', en: 'Posts per 10 minutes, from {low} to {high}' },
			now: {
				nl: 'Laatste 10 minuten: {posts}. Het meest in 10 minuten sinds {from}: {most}.',
				en: 'Last 10 minutes: {posts}. Highest in 10 minutes since {from}: {most}.'
			},
			most: {
				nl: 'Laatste 10 minuten: {posts}, het meest sinds {from}.',
				en: 'Last 10 minutes: {posts}, the highest since {from}.'
			}
		},
		basis: {
			posts: {
				nl: plural('posts', {
					0: 'Nog geen berichten, tot {time}.',
					one: '{posts} bericht van 1 afzender, tot {time}.',
					other: plural('authors', {
						one: '{posts} berichten van {authors} afzender, tot {time}.',
						other: '{posts} berichten van {authors} afzenders, tot {time}.'
					})
				}),
				en: plural('posts', {
					0: 'No posts yet, up to {time}.',
					one: '{posts} post from 1 sender, up to {time}.',
					other: plural('authors', {
						one: '{posts} posts from {authors} sender, up to {time}.',
						other: '{posts} posts from {authors} senders, up to {time}.'
					})
				})
			},
			looked: {
				nl: 'Bekeken door een mens: {looked}; door niemand: {unseen}.',
				en: 'Looked at by a person: {looked}; not looked at: {unseen}.'
			},
			outages: { nl: 'Uitval: {outages}.', en: 'Outages: {outages}.' },
			released: { nl: 'Vrijgegeven {time}', en: 'Released {time}' },
			made: {
				nl: 'Opgesteld door de omgevingsanalist; regels {rules}, controlegetal {checksum}.',
				en: 'Prepared by the environment analyst; rules {rules}, checksum {checksum}.'
			}
		}
	},
	lcms: {
		next: { nl: 'Volgend {time}.', en: 'Next {time}.' },
		measured: { nl: 'Gemeten {moment}.', en: 'Measured {moment}.' },
		brief: { nl: 'BEELD', en: 'SUMMARY' },
		advice: { nl: 'ADVIES', en: 'ADVICE' },
		decides: { nl: 'wie beslist', en: 'who decides' },
		shown: { nl: '{shown} van {all}', en: '{shown} of {all}' },
		lastTen: { nl: 'laatste 10 min', en: 'last 10 min' },
		week: { nl: 'deze week', en: 'this week' },
		needs: { nl: 'VRAGEN', en: 'QUESTIONS' },
		rumours: { nl: 'GERUCHTEN', en: 'RUMOURS' },
		facts: { nl: 'BEKEND', en: 'KNOWN' },
		replaced: { nl: 'VERVANGEN SINDS DIT RAPPORT', en: 'REPLACED SINCE THIS REPORT' },
		passedOn: { nl: '{count} doorgegeven aan de meldkamer.', en: '{count} passed on to the control room.' },
		calls: { nl: 'NOODKRETEN', en: 'CALLS FOR HELP' },
		text: { nl: 'Onze tekst: {text}', en: 'Our text: {text}' },
		feeling: { nl: 'GEVOEL (gelabelde verhalen, {period})', en: 'EMOTIONS (labelled stories, {period})' },
		attitude: { nl: 'Overheid', en: 'Authorities' },
		open: { nl: 'NIET BEKEND', en: 'UNKNOWN' },
		basis: {
			nl: plural('posts', { one: 'BASIS: {posts} bericht.', other: 'BASIS: {posts} berichten.' }),
			en: plural('posts', { one: 'BASIS: {posts} post.', other: 'BASIS: {posts} posts.' })
		},
		version: {
			nl: 'Versie {number}, {time}, controlegetal {checksum}',
			en: 'Version {number}, {time}, checksum {checksum}'
		},
		signs: { nl: 'SIGNALEN', en: 'SIGNS' },
		remains: { nl: 'DIT BLIJFT', en: 'REMAINING' }
	},
	desk: {
		fills: { nl: 'vult zichzelf', en: 'filled in automatically' },
		yours: { nl: 'u schrijft dit', en: 'you write this' },
		state: { nl: '{state}, vult zichzelf', en: '{state}, filled in automatically' },
		stale: {
			nl: 'Dit beeld is van {time}. Het rapport kan nu niet worden ververst.',
			en: 'This is the situation at {time}. The report cannot be refreshed right now.'
		},
		evidence: { nl: 'berichten, bekijk het bewijs', en: 'posts, view the evidence' },
		bar: {
			due: {
				nl: '<b>Rapport {number} over {duration}</b> {when}',
				en: '<b>Report {number} is due in {duration}</b>, {when}'
			},
			late: {
				nl: '<b>Rapport {number} is {duration} over tijd</b>, het moest {when}',
				en: '<b>Report {number} is {duration} late</b>, it was due {when}'
			},
			now: {
				nl: '<b>Rapport {number} is nu aan de beurt</b>, al {duration}',
				en: '<b>Report {number} has been due</b> for {duration}'
			},
			none: { nl: '<b>Rapport {number}</b>, geen moment afgesproken', en: '<b>Report {number}</b>, no time set' },
			set: { nl: 'Stel het moment in', en: 'Set the time' },
			must: {
				nl: plural('count', {
					0: 'Niets houdt vrijgeven tegen',
					one: 'Nog {count} punt verplicht',
					other: 'Nog {count} punten verplicht'
				}),
				en: plural('count', {
					0: 'Nothing is blocking the release',
					one: '{count} required item left',
					other: '{count} required items left'
				})
			},
			release: { nl: 'Bekijk en geef vrij', en: 'Review and release' },
			closed: {
				nl: 'Dit incident is gesloten. Er komt geen nieuw rapport.',
				en: 'This incident is closed. There will be no new report.'
			}
		},
		due: {
			title: { nl: 'Wanneer is het volgende rapport?', en: 'When is the next report due?' },
			at: { nl: 'Eerste tijd', en: 'First time' },
			atHint: { nl: 'Bijvoorbeeld 15.00', en: 'For example 15:00' },
			every: { nl: 'Hoe vaak?', en: 'How often?' },
			each30: { nl: 'elke 30 minuten', en: 'every 30 minutes' },
			each60: { nl: 'elk uur', en: 'every hour' },
			each1440: { nl: 'elke dag', en: 'every day' },
			each10080: { nl: 'elke week', en: 'every week' },
			day: { nl: 'Eerste dag', en: 'First day' },
			off: { nl: 'Geen moment', en: 'No set time' },
			wrong: { nl: 'Typ een tijd als 15.00.', en: 'Type a time such as 15:00.' },
			past: { nl: 'Kies een moment dat nog komt.', en: 'Choose a time in the future.' },
			aftercare: {
				nl: 'In de nazorg komt er elke week een rapport, tenzij u iets anders kiest. Daarna geldt het oude ritme weer.',
				en: 'During aftercare, a report is due every week unless you choose otherwise. Afterwards, the previous schedule applies again.'
			},
			meetings: { nl: 'vergaderklok', en: 'meeting schedule' },
			times: { nl: 'Wanneer vergadert het crisisteam?', en: 'When does the crisis team meet?' },
			timesHint: {
				nl: 'Tijden met een komma ertussen, bijvoorbeeld 14.30, 15.15',
				en: 'Separate times with a comma, for example 14:30, 15:15'
			}
		},
		todo: {
			title: { nl: 'Nog te doen', en: 'Still to do' },
			must: { nl: 'moet', en: 'required' },
			may: { nl: 'mag', en: 'optional' },
			empty: { nl: '{must}, niet ingevuld', en: '{must}, not filled in' },
			proposal: { nl: '{must}, voorstel wacht op u', en: '{must}, a suggestion is waiting for you' },
			old: { nl: 'nog uit rapport {number}: klopt het nog?', en: 'from report {number}: still correct?' },
			mayEmpty: { nl: 'mag leeg blijven', en: 'optional' },
			done: { nl: 'Alles is ingevuld.', en: 'Everything is filled in.' },
			omitted: {
				nl: plural('count', {
					one: plural('count', {
						one: '{count} bevinding heeft geen bewijs en staat niet in het rapport.',
						other: '{count} bevinding heeft geen bewijs en staan niet in het rapport.'
					}),
					other: plural('count', {
						one: '{count} bevindingen hebben geen bewijs en staat niet in het rapport.',
						other: '{count} bevindingen hebben geen bewijs en staan niet in het rapport.'
					})
				}),
				en: plural('count', {
					one: '{count} finding has no evidence and is not in the report.',
					other: '{count} findings have no evidence and are not in the report.'
				})
			},
			expected: { nl: 'Wat u verwacht', en: 'What you expect' },
			watch: { nl: 'Waar het crisisteam op moet letten', en: 'What the crisis team should watch for' },
			reading: { nl: 'Ons oordeel', en: 'Our judgement' },
			certainty: { nl: 'Hoe zeker u bent', en: 'How certain you are' },
			certaintyMust: { nl: '{must}, want er is een oordeel', en: '{must}, because there is a judgement' }
		},
		edit: { nl: 'Wijzig', en: 'Edit' },
		write: { nl: 'Schrijf', en: 'Write' },
		savedBy: { nl: '{name}, {time}', en: '{name}, {time}' },
		old: { nl: 'Uit rapport {number}. Klopt het nog?', en: 'From report {number}. Is it still correct?' },
		still: { nl: 'Klopt nog', en: 'Still correct' },
		waiting: { nl: 'Wacht op opslaan', en: 'Waiting to be saved' },
		mustHead: {
			nl: 'Alleen u kunt dit schrijven. Zonder dit kunt u niet vrijgeven.',
			en: 'Only you can write this. You cannot release without it.'
		},
		mayHint: { nl: 'Nog open. Het rapport kan zonder.', en: 'Still open. The report can go without it.' },
		clash: {
			title: { nl: '{name} bewaarde deze tekst ook, om {time}.', en: '{name} also saved this text, at {time}.' },
			kept: {
				nl: 'Uw tekst is niet weg. Kies, of maak er één van.',
				en: 'Your text is not lost. Choose one, or combine both.'
			},
			theirs: { nl: 'Bewaarde tekst', en: 'Saved text' },
			yours: { nl: 'Uw tekst, nog niet bewaard', en: 'Your text, not saved yet' },
			keepTheirs: { nl: 'Houd bewaarde tekst', en: 'Keep the saved text' },
			takeYours: { nl: 'Neem uw tekst', en: 'Use your text' },
			colleague: { nl: 'Een collega', en: 'A colleague' }
		},
		proposal: {
			word: { nl: 'Voorstel', en: 'Suggestion' },
			from: { nl: 'uit {from}', en: 'based on {from}' },
			take: { nl: 'Neem over', en: 'Accept' },
			adapt: { nl: 'Pas aan', en: 'Edit' },
			own: { nl: 'Schrijf zelf', en: 'Write it yourself' },
			again: { nl: 'Toon een nieuw voorstel', en: 'Show a new suggestion' }
		},
		labels: {
			brief: { nl: 'Het beeld in het kort', en: 'Summary' },
			briefHint: {
				nl: 'Hooguit drie zinnen, elk op een eigen regel.',
				en: 'At most three sentences, each on its own line.'
			},
			meaning: { nl: 'Duiding', en: 'Interpretation' },
			meaningHint: { nl: 'Wat de cijfers betekenen, in gewone woorden.', en: 'What the figures mean, in plain words.' },
			counterSignals: { nl: 'Wat spreekt het beeld tegen?', en: 'What contradicts this picture?' },
			reading: { nl: 'Ons oordeel', en: 'Our judgement' },
			certainty: { nl: 'Hoe zeker bent u?', en: 'How certain are you?' },
			why: { nl: 'Waarom?', en: 'Why?' },
			expected: { nl: 'Wat verwacht u de komende uren?', en: 'What do you expect in the coming hours?' },
			watch: { nl: 'Waar moet het crisisteam op letten?', en: 'What should the crisis team watch for?' }
		},
		noneFound: { nl: 'Geen gevonden', en: 'None found' },
		noneFoundSaid: { nl: 'Geen tegengestelde signalen gevonden.', en: 'No counter-signals found.' },
		advice: {
			add: { nl: 'Advies', en: 'Advice' },
			new: { nl: 'Nieuw advies', en: 'New advice' },
			edit: { nl: 'Wijzig dit advies', en: 'Edit this advice' },
			goal: { nl: 'Doel', en: 'Goal' },
			what: { nl: 'Wat moeten zij zeggen, doen of laten?', en: 'What should they say, do or not do?' },
			decider: { nl: 'Wie beslist?', en: 'Who decides?' },
			deadline: { nl: 'Vóór hoe laat?', en: 'Before what time?' },
			noDeadline: { nl: 'geen tijd', en: 'no time' },
			effect: { nl: 'Wat was het effect?', en: 'What was the effect?' },
			who: { nl: 'Wie doet het?', en: 'Who will do it?' },
			channel: { nl: 'Via welk kanaal?', en: 'Through which channel?' },
			audience: { nl: 'Voor wie?', en: 'Who is it for?' },
			tone: { nl: 'Op welke toon?', en: 'In what tone?' },
			urgency: { nl: 'Spoed', en: 'Urgency' },
			decide: { nl: 'Besluit', en: 'Decision' },
			outcome: { nl: 'Wat deed het crisisteam ermee?', en: 'What did the crisis team decide?' },
			outcomes: {
				adopted: { nl: 'overgenomen', en: 'adopted' },
				declined: { nl: 'niet overgenomen', en: 'declined' },
				postponed: { nl: 'uitgesteld', en: 'postponed' }
			},
			why: { nl: 'Waarom?', en: 'Why?' },
			drop: { nl: 'Haal weg', en: 'Remove' },
			dropTitle: { nl: 'Dit advies weghalen?', en: 'Remove this advice?' },
			dropText: {
				nl: 'Het staat dan niet meer in het rapport. Vrijgegeven rapporten veranderen niet.',
				en: 'It will no longer be in the report. Released reports do not change.'
			},
			levels: {
				high: { nl: 'hoog', en: 'high' },
				middle: { nl: 'midden', en: 'medium' },
				low: { nl: 'laag', en: 'low' }
			}
		},
		quotes: {
			add: { nl: 'Citaat', en: 'Quote' },
			title: { nl: 'Kies een citaat', en: 'Choose a quote' },
			from: { nl: 'Uit welke bevinding?', en: 'From which finding?' },
			pick: { nl: 'Kies een bericht', en: 'Choose a post' },
			none: { nl: 'Bij deze bevinding staan geen berichten.', en: 'This finding has no posts.' },
			text: { nl: 'Kort het in', en: 'Shorten it' },
			textHint: {
				nl: 'Laat namen, plaatsen en andere herkenbare woorden weg.',
				en: 'Leave out names, places and other words that could identify someone.'
			},
			literal: {
				nl: 'Wie zoekt op {words}, vindt de afzender. Kort het in, of schrijf het om.',
				en: 'A search for {words} finds the sender. Shorten it, or put it in your own words.'
			},
			speaker: { nl: 'Wie zegt dit, zonder naam?', en: 'Who says this, without a name?' },
			speakerHint: { nl: 'Bijvoorbeeld: een ouder', en: 'For example: a parent' },
			drop: { nl: 'Haal citaat weg', en: 'Remove quote' },
			own: { nl: 'In uw eigen woorden', en: 'In your own words' },
			ownHint: {
				nl: 'Dit komt dan in het rapport, zonder aanhalingstekens.',
				en: 'The report shows this without quotation marks.'
			}
		},
		versions: {
			title: { nl: 'Versies', en: 'Versions' },
			now: { nl: 'nu', en: 'now' },
			name: { nl: 'Rapport {number}', en: 'Report {number}' },
			withdrawn: { nl: 'Rapport {number} (ingetrokken)', en: 'Report {number} (withdrawn)' },
			none: { nl: 'Er is nog geen rapport vrijgegeven.', en: 'No report has been released yet.' },
			links: { nl: 'Deellinks', en: 'Share links' }
		},
		unknownNumbers: {
			nl: plural('count', {
				one: '{numbers} staat in geen tabel van dit rapport. Klopt het getal?',
				other: '{numbers} staan in geen tabel van dit rapport. Kloppen de getallen?'
			}),
			en: plural('count', {
				one: '{numbers} is in no table of this report. Is the number correct?',
				other: '{numbers} are in no table of this report. Are the numbers correct?'
			})
		},
		release: {
			kept: {
				number: { nl: 'toen {then}, nu {now}', en: '{then} then, {now} now' },
				gone: { nl: 'toen {then}, nu in geen tabel', en: '{then} then, in no table now' }
			},
			title: { nl: 'Bekijk en geef vrij: rapport {number}', en: 'Review and release: report {number}' },
			back: { nl: 'Terug naar het concept', en: 'Back to the draft' },
			measured: { nl: 'Gemeten {measured}, nu {now}.', en: 'Measured {measured}. It is now {now}.' },
			renew: { nl: 'Meet opnieuw', en: 'Measure again' },
			preview: { nl: 'Dit is precies wat zij zien', en: 'This is exactly what they see' },
			previewTitle: {
				nl: 'Rapport {number} zoals partners het krijgen',
				en: 'Report {number} as partners will see it'
			},
			dutch: { nl: 'Nederlands', en: 'Dutch' },
			english: { nl: 'Engels', en: 'English' },
			stop: {
				nl: plural('count', {
					0: 'Niets houdt dit tegen',
					one: 'Eén punt houdt dit tegen',
					other: '{count} punten houden dit tegen'
				}),
				en: plural('count', {
					0: 'Nothing is blocking this',
					one: 'One item is blocking this',
					other: '{count} items are blocking this'
				})
			},
			brief: { nl: 'Het beeld in het kort is leeg.', en: 'The summary is empty.' },
			counterSignals: { nl: 'Tegengestelde signalen zijn leeg.', en: 'The counter-signals are empty.' },
			fill: { nl: 'Vul in', en: 'Fill in' },
			briefDone: { nl: 'Het beeld in het kort is ingevuld', en: 'The summary is filled in' },
			counterDone: { nl: 'Tegengestelde signalen zijn ingevuld', en: 'The counter-signals are filled in' },
			readingDone: { nl: 'Oordeel met zekerheid', en: 'Judgement with certainty' },
			readingOpen: { nl: 'Er is geen oordeel gegeven. Dat mag.', en: 'There is no judgement. It is optional.' },
			old: {
				nl: 'Deze tekst is nog uit rapport {number}: {name}.',
				en: 'This text is still from report {number}: {name}.'
			},
			outage: {
				nl: '{source} levert geen gegevens. Dat staat in het rapport.',
				en: '{source} is not delivering data. The report says so.'
			},
			scripts: {
				nl: plural('count', {
					one: 'Dit schrift kan de pdf niet tekenen: {names}. Daar staat alleen de naam van het schrift.',
					other: 'Deze schriften kan de pdf niet tekenen: {names}. Daar staat alleen de naam van het schrift.'
				}),
				en: plural('count', {
					one: 'The PDF cannot show this script: {names}. It has only the name of the script there.',
					other: 'The PDF cannot show these scripts: {names}. It has only the names of the scripts there.'
				})
			},
			who: { nl: 'Wie dit ziet', en: 'Who sees this' },
			links: {
				nl: plural('count', {
					0: '<b>Geen links</b>',
					one: '<b>{count} link</b>: {names}',
					other: '<b>{count} links</b>: {names}'
				}),
				en: plural('count', {
					0: '<b>No links</b>',
					one: '<b>{count} link</b>: {names}',
					other: '<b>{count} links</b>: {names}'
				})
			},
			noLinks: {
				nl: 'Er is nog geen deellink. Maak er een, dan kunnen partners het rapport lezen.',
				en: 'There are no share links yet. Create one so that partners can read the report.'
			},
			closed: {
				nl: plural('count', {
					one: '{count} link is verlopen of ingetrokken.',
					other: '{count} links zijn verlopen of ingetrokken.'
				}),
				en: plural('count', {
					one: '{count} link has expired or been revoked.',
					other: '{count} links have expired or been revoked.'
				})
			},
			privacy: {
				nl: 'Zij zien geen afzenders, losse berichten of namen van collega’s.',
				en: 'They do not see senders, individual posts or names of colleagues.'
			},
			change: { nl: 'Wijzig links', en: 'Change links' },
			changes: { nl: 'Wat verandert er sinds rapport {number}', en: 'What has changed since report {number}' },
			first: { nl: 'Dit is het eerste rapport.', en: 'This is the first report.' },
			same: { nl: 'Geen onderdeel verandert.', en: 'No section has changed.' },
			onlyFigures: { nl: 'Alleen cijfers zijn anders.', en: 'Only figures have changed.' },
			go: { nl: 'Geef rapport {number} vrij', en: 'Release report {number}' },
			blocked: {
				nl: 'Dit kan pas als alles wat moet, is ingevuld.',
				en: 'You can do this once everything required is filled in.'
			},
			readFirst: { nl: 'Lees eerst wat zij zien', en: 'First read what they will see' },
			refused: { nl: 'Niet vrijgegeven. {reason}', en: 'Not released. {reason}' },
			new: { nl: 'nieuw', en: 'new' },
			changed: { nl: 'gewijzigd', en: 'changed' },
			gone: { nl: 'weg', en: 'gone' },
			notYours: {
				nl: 'U mag dit rapport niet vrijgeven. Vraag een omgevingsanalist.',
				en: 'You cannot release this report. Ask an environment analyst.'
			},
			incidentClosed: {
				nl: 'Dit incident is gesloten. Heropen het om een rapport vrij te geven.',
				en: 'This incident is closed. Reopen it to release a report.'
			},
			certainty: {
				nl: 'Er is een oordeel zonder zekerheid of zonder waarom.',
				en: 'There is a judgement without a certainty or a reason.'
			},
			quotes: {
				nl: plural('count', {
					one: '{count} citaat staat letterlijk op een openbaar netwerk. Wie zoekt, vindt de afzender.',
					other: '{count} citaten staan letterlijk op een openbaar netwerk. Wie zoekt, vindt de afzender.'
				}),
				en: plural('count', {
					one: '{count} quote is word for word on a public network. A search finds the sender.',
					other: '{count} quotes are word for word on a public network. A search finds the sender.'
				})
			}
		},
		released: {
			title: { nl: 'Rapport {number} is vrijgegeven', en: 'Report {number} has been released' },
			titleWithdrawn: { nl: 'Rapport {number} is ingetrokken', en: 'Report {number} has been withdrawn' },
			back: { nl: 'Naar het rapport', en: 'To the report' },
			when: { nl: '<b>{time}</b>, door {name}.', en: '<b>{time}</b>, by {name}.' },
			next: { nl: 'Volgend rapport {when}.', en: 'Next report {when}.' },
			gone: { nl: 'Ingetrokken: <b>{time}</b>, door {name}. {why}', en: 'Withdrawn: <b>{time}</b>, by {name}. {why}' },
			read: { nl: 'Wie het al las', en: 'Who has read it' },
			seen: { nl: 'gelezen {time}', en: 'read {time}' },
			opened: {
				nl: 'geopend {time}, misschien door een mailscanner',
				en: 'opened {time}, perhaps by a mail scanner'
			},
			notYet: { nl: 'nog niet, laatst {time}', en: 'not yet, last seen {time}' },
			never: { nl: 'nog nooit geopend', en: 'never opened' },
			preview: { nl: 'Dit zien zij nu', en: 'This is what they see now' },
			wrong: { nl: 'Klopt er iets niet?', en: 'Is something wrong?' },
			wrongText: {
				nl: 'U kunt dit rapport intrekken. Het verdwijnt niet: lezers zien dat het is ingetrokken, en waarom.',
				en: 'You can withdraw this report. It does not disappear: readers see that it was withdrawn, and why.'
			},
			why: { nl: 'Waarom trekt u het in?', en: 'Why are you withdrawing it?' },
			whyHint: { nl: 'Partners lezen dit. Noem geen namen.', en: 'Partners will read this. Do not name anyone.' },
			withdraw: { nl: 'Trek rapport {number} in', en: 'Withdraw report {number}' },
			refused: { nl: 'Niet ingetrokken. {reason}', en: 'Not withdrawn. {reason}' },
			record: {
				nl: 'Logboek tot en met regel {position}, keten {chain}, regels {rules}, controlegetal {checksum}.',
				en: 'Log up to line {position}, chain {chain}, rules {rules}, checksum {checksum}.'
			},
			colleague: { nl: 'een collega', en: 'a colleague' }
		},
		links: {
			title: { nl: 'Deellinks', en: 'Share links' },
			intro: {
				nl: 'Wie een link heeft, leest elk vrijgegeven rapport van dit incident. Zij zien geen afzenders, berichten, concepten of namen.',
				en: 'Anyone with a link can read every released report of this incident. They do not see senders, posts, drafts or names.'
			},
			make: { nl: 'Maak een link', en: 'Create a link' },
			label: { nl: 'Voor wie?', en: 'Who is it for?' },
			labelHint: {
				nl: 'Bijvoorbeeld: politie. Alleen u en uw collega’s zien dit.',
				en: 'For example: police. Only you and your colleagues see this.'
			},
			lasts: { nl: 'Hoe lang werkt hij?', en: 'How long is it valid?' },
			hours: {
				nl: plural('hours', { one: '{hours} uur', other: '{hours} uur' }),
				en: plural('hours', { one: '{hours} hour', other: '{hours} hours' })
			},
			days: {
				nl: plural('days', { one: '{days} dag', other: '{days} dagen' }),
				en: plural('days', { one: '{days} day', other: '{days} days' })
			},
			noScript: {
				nl: 'Een link maken kan alleen met JavaScript: het geheim wordt in uw browser gemaakt.',
				en: 'You need JavaScript to create a link: the secret is created in your browser.'
			},
			made: { nl: 'De link voor {label} is klaar.', en: 'The link for {label} is ready.' },
			once: {
				nl: 'U ziet hem alleen nu. Kopieer hem en stuur hem naar wie hem nodig heeft.',
				en: 'It is shown only once. Copy it and send it to whoever needs it.'
			},
			copy: { nl: 'Kopieer de link', en: 'Copy the link' },
			done: { nl: 'Klaar', en: 'Done' },
			none: { nl: 'Er zijn nog geen links.', en: 'There are no links yet.' },
			table: { nl: 'Links en hun gebruik', en: 'Links and their use' },
			for: { nl: 'Voor', en: 'For' },
			until: { nl: 'Werkt tot', en: 'Valid until' },
			seen: { nl: 'Laatst gezien', en: 'Last seen' },
			state: { nl: 'Stand', en: 'Status' },
			works: { nl: 'werkt', en: 'active' },
			bySuspended: { nl: 'gemaakt door iemand die nu geschorst is', en: 'created by someone who is now suspended' },
			expired: { nl: 'verlopen', en: 'expired' },
			revoked: { nl: 'ingetrokken {time}', en: 'revoked {time}' },
			never: { nl: 'nog niet', en: 'not yet' },
			views: { nl: '{count} × geopend, laatst {time}', en: 'opened {count} ×, last {time}' },
			maybeScanner: { nl: 'misschien door een mailscanner', en: 'perhaps by a mail scanner' },
			revoke: { nl: 'Trek in', en: 'Revoke' },
			revokeTitle: { nl: 'De link voor {label} intrekken?', en: 'Revoke the link for {label}?' },
			revokeText: {
				nl: 'Wie hem heeft, ziet dan geen nieuwe rapporten meer. Dit is niet terug te draaien; u kunt wel een nieuwe link maken.',
				en: 'Anyone who has it will no longer see new reports. This cannot be undone, but you can create a new link.'
			},
			confirm: { nl: 'Trek in', en: 'Revoke' },
			pin: { nl: 'Vraag ook een pincode', en: 'Ask for a PIN as well' },
			pinHint: {
				nl: 'Wij maken hem voor u. Geef de pincode apart, bijvoorbeeld aan de telefoon.',
				en: 'We create it for you. Share the PIN separately, for example by phone.'
			},
			signals: { nl: 'Wie de link heeft, mag meldingen sturen', en: 'Anyone with the link can send messages' },
			signalsHint: {
				nl: 'Die komen in de stroom, met de naam die u hier gaf.',
				en: 'They appear in the stream, under the name you enter here.'
			},
			pinMade: { nl: 'De pincode', en: 'The PIN' },
			pinOnce: {
				nl: 'Vertel de pincode apart, bijvoorbeeld aan de telefoon.',
				en: 'Share the PIN separately, for example by phone.'
			},
			allows: { nl: 'Opent', en: 'Gives access to' },
			figures: { nl: 'cijfers van nu', en: 'current figures' },
			signalsShort: { nl: 'meldingen', en: 'messages' },
			withPin: { nl: 'met pincode', en: 'with PIN' },
			open: { nl: 'Laat toe', en: 'Allow' },
			close: { nl: 'Zet dicht', en: 'Block' },
			copyPin: { nl: 'Kopieer de pincode', en: 'Copy the PIN' },
			reports: { nl: 'rapporten', en: 'reports' }
		},
		export: {
			heading: { nl: 'Neem het mee', en: 'Download' },
			what: {
				nl: 'Hetzelfde rapport, in een vorm die u kunt bewaren of doorsturen. Iedereen die het bestand heeft, kan het lezen.',
				en: 'The same report, as a file that you can keep or pass on. Anyone who has the file can read it.'
			},
			title: { nl: 'Omgevingsrapport {number}: {title}', en: 'Environment report {number}: {title}' },
			file: { nl: 'omgevingsrapport', en: 'environment-report' },
			copyLcms: { nl: 'Kopieer voor LCMS', en: 'Copy for LCMS' },
			kinds: {
				pdf: { nl: 'PDF, om te printen', en: 'PDF, for printing' },
				docx: { nl: 'Word', en: 'Word' },
				'lcms.txt': { nl: 'Korte tekst, voor LCMS of een chat', en: 'Short text, for LCMS or a chat' },
				'full.pdf': { nl: 'PDF, het hele rapport', en: 'PDF, the full report' },
				'full.docx': { nl: 'Word, het hele rapport', en: 'Word, the full report' },
				html: { nl: 'Webpagina, het hele rapport in één bestand', en: 'Web page, the full report in one file' },
				txt: { nl: 'Tekst, het hele rapport', en: 'Text, the full report' },
				'excel.csv': {
					nl: 'Cijfers voor een Nederlands Excel (CSV met puntkomma’s)',
					en: 'Figures for Dutch Excel (CSV with semicolons)'
				},
				csv: { nl: 'Cijfers (CSV met komma’s)', en: 'Figures (CSV with commas)' },
				json: { nl: 'Voor programma’s (JSON)', en: 'For programs (JSON)' }
			},
			lacking: {
				nl: '□ is een teken dat dit bestand niet kan tonen',
				en: '□ is a character that this file cannot show'
			}
		},
		csv: {
			need: { nl: 'vraag', en: 'question' },
			replaced: { nl: 'vervangen feit', en: 'replaced fact' },
			withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
			consulted: { nl: 'geraadpleegd', en: 'consulted' },
			rumour: { nl: 'gerucht', en: 'rumour' },
			behaviour: { nl: 'gedrag', en: 'behaviour' },
			meaning: { nl: 'betekenis', en: 'meaning' },
			source: { nl: 'bron', en: 'source' },
			all: { nl: 'alle berichten', en: 'all posts' },
			looked: { nl: 'bekeken', en: 'looked at' },
			joined: { nl: 'later erbij gekomen', en: 'joined later' },
			unseen: { nl: 'niet bekeken', en: 'not looked at' },
			heads: {
				section: { nl: 'onderdeel', en: 'section' },
				what: { nl: 'soort', en: 'type' },
				text: { nl: 'tekst', en: 'text' },
				posts: { nl: 'berichten', en: 'posts' },
				authors: { nl: 'afzenders', en: 'senders' },
				unnamed: { nl: 'zonder afzender', en: 'without sender' },
				last30: { nl: 'laatste 30 minuten', en: 'last 30 minutes' },
				before30: { nl: '30 minuten daarvoor', en: '30 minutes before' },
				trend: { nl: 'verloop', en: 'trend' },
				stories: { nl: 'verhalen', en: 'stories' }
			}
		},
		earlier: {
			title: { nl: 'Het rapport van een eerder moment', en: 'The report at an earlier time' },
			what: {
				nl: 'U ziet het rapport zoals het toen zou zijn geweest. Wat later kwam of veranderde, staat er niet in.',
				en: 'This is the report as it would have been then. Anything added or changed later is not included.'
			},
			day: { nl: 'Dag', en: 'Day' },
			time: { nl: 'Tijd', en: 'Time' },
			show: { nl: 'Laat zien', en: 'Show' },
			shown: {
				nl: 'Gemeten {moment}, logboek tot en met regel {position}, controlegetal {checksum}…',
				en: 'Measured {moment}, log up to line {position}, checksum {checksum}…'
			},
			preview: { nl: 'Zo was het {moment}', en: 'As it was {moment}' },
			link: { nl: 'Bekijk een eerder moment', en: 'View an earlier time' },
			problem: {
				moment: { nl: 'Kies een moment dat al voorbij is.', en: 'Choose a time in the past.' },
				before: {
					nl: 'Toen was dit incident er nog niet. Kies een later moment.',
					en: 'This incident did not exist yet. Choose a later time.'
				}
			}
		},
		compare: {
			title: { nl: 'Vergelijk rapporten', en: 'Compare reports' },
			from: { nl: 'Van', en: 'From' },
			to: { nl: 'Naar', en: 'To' },
			show: { nl: 'Vergelijk', en: 'Compare' },
			draft: { nl: 'Concept van nu', en: 'Current draft' },
			head: { nl: 'Boven het rapport', en: 'Above the report' },
			figuresOnly: {
				nl: plural('count', {
					one: '{count} regel met alleen andere cijfers',
					other: '{count} regels met alleen andere cijfers'
				}),
				en: plural('count', {
					one: '{count} line where only the figures differ',
					other: '{count} lines where only the figures differ'
				})
			},
			figures: { nl: 'andere cijfers', en: 'different figures' },
			count: {
				nl: plural('count', { 0: 'Er is geen verschil', one: '{count} verschil', other: '{count} verschillen' }),
				en: plural('count', { 0: 'There are no differences', one: '{count} difference', other: '{count} differences' })
			},
			same: {
				nl: plural('count', {
					0: 'Niets bleef gelijk.',
					one: '{count} regel is gelijk.',
					other: '{count} regels zijn gelijk.'
				}),
				en: plural('count', {
					0: 'Nothing stayed the same.',
					one: '{count} line is the same.',
					other: '{count} lines are the same.'
				})
			},
			none: {
				nl: 'Er is nog geen rapport vrijgegeven om mee te vergelijken.',
				en: 'No report has been released yet to compare with.'
			},
			link: { nl: 'Vergelijk met rapport {number}', en: 'Compare with report {number}' },
			all: { nl: 'Vergelijk regel voor regel', en: 'Compare line by line' }
		},
		bundle: {
			link: { nl: 'Neem alle rapporten mee in één bestand', en: 'Download all reports in one file' },
			title: { nl: 'Rapporten in één bestand', en: 'Reports in one file' },
			intro: {
				nl: 'U kiest de vormen, wij maken er één zip van. U kunt deze pagina intussen verlaten.',
				en: 'Choose the formats and we put them in one zip file. You can leave this page in the meantime.'
			},
			forms: { nl: 'In welke vorm?', en: 'In which format?' },
			which: { nl: 'Welke rapporten?', en: 'Which reports?' },
			all: { nl: 'Alle {count}', en: 'All {count}' },
			standing: {
				nl: 'Alleen die niet zijn ingetrokken ({count})',
				en: 'Only those not withdrawn ({count})'
			},
			start: { nl: 'Maak de zip', en: 'Create the zip file' },
			none: { nl: 'Er is nog geen rapport vrijgegeven.', en: 'No report has been released yet.' },
			noForm: { nl: 'Kies minstens één vorm.', en: 'Choose at least one format.' },
			table: { nl: 'Uw zips', en: 'Your zip files' },
			name: { nl: 'Bestand', en: 'File' },
			state: { nl: 'Stand', en: 'Status' },
			do: { nl: 'Actie', en: 'Action' },
			made: { nl: '{done} van {total} bestanden', en: '{done} of {total} files' },
			running: { nl: 'Bezig', en: 'In progress' },
			ready: { nl: 'Klaar, {size} MB', en: 'Ready, {size} MB' },
			stopped: { nl: 'Gestopt. Er is niets bewaard.', en: 'Stopped. Nothing was saved.' },
			broken: {
				nl: 'Niet afgemaakt. Er is niets bewaard. Probeer het opnieuw.',
				en: 'Not finished. Nothing was saved. Try again.'
			},
			get: { nl: 'Haal op', en: 'Download' },
			stop: { nl: 'Stop', en: 'Stop' },
			again: { nl: 'Kijk hoe ver het is', en: 'Check progress' },
			kept: {
				nl: 'Een zip blijft een dag staan. Wie hem heeft, kan alles lezen.',
				en: 'A zip file is kept for one day. Anyone who has it can read everything.'
			},
			file: { nl: 'omgevingsrapporten', en: 'environment-reports' }
		},
		behind: {
			link: { nl: 'Lees het bewijs achter dit rapport', en: 'Read the evidence behind this report' },
			title: {
				nl: 'Het bewijs achter omgevingsrapport {number}',
				en: 'The evidence behind environment report {number}'
			},
			back: { nl: 'Terug naar omgevingsrapport {number}', en: 'Back to environment report {number}' },
			what: {
				nl: 'Zo stonden de berichten er toen dit rapport werd gemaakt ({moment}). Wat daarna bij de bron veranderde, staat erbij.',
				en: 'These are the posts as they were when this report was made ({moment}). Later changes at the source are noted beside them.'
			},
			lines: { nl: 'Regels en citaten in het rapport', en: 'Lines and quotes in the report' },
			quote: { nl: 'Citaat: {text}', en: 'Quote: {text}' },
			posts: { nl: 'Berichten', en: 'Posts' },
			since: {
				gone: { nl: 'sindsdien weg bij de bron', en: 'since gone at the source' },
				edited: { nl: 'sindsdien gewijzigd bij de bron', en: 'since edited at the source' }
			},
			now: { nl: 'Nu staat er:', en: 'It now says:' },
			none: { nl: 'Hier staat geen bericht achter.', en: 'There are no posts behind this.' }
		},
		rests: {
			choose: { nl: 'Waar rust dit op?', en: 'What is this based on?' },
			hint: {
				nl: 'Kies hooguit acht bevindingen. Lezers zien hun naam en aantal.',
				en: 'Choose at most eight findings. Readers see the name of each and its number of posts.'
			}
		}
	},
	states: {
		draft: { nl: 'concept', en: 'draft' },
		ready: { nl: 'klaar', en: 'ready' },
		released: { nl: 'vrijgegeven', en: 'released' },
		withdrawn: { nl: 'ingetrokken', en: 'withdrawn' }
	},
	aftercare: {
		kicker: { nl: 'Nazorgrapport {number}', en: 'Aftercare report {number}' },
		remains: { nl: 'Vragen die blijven', en: 'Questions that remain' },
		living: { nl: 'Geruchten die blijven', en: 'Rumours that persist' },
		owed: { nl: 'Wat wij nog moeten doen', en: 'What we still have to do' },
		help: { nl: 'Waar mensen terechtkunnen', en: 'Where people can go' },
		next: { nl: 'Wat nu komt', en: 'What comes next' },
		subs: {
			remains: { nl: 'hoe vaak deze week gevraagd', en: 'how often they were asked this week' },
			living: {
				nl: 'wat mensen deze week nog zeggen: hoog en open eerst, dan op risico en deze week',
				en: 'what people still say this week: high and open first, then by risk and this week'
			},
			owed: { nl: 'besloten advies en beloften', en: 'adopted advice and promises' },
			help: { nl: 'feiten over hulp en opvang', en: 'facts about help and shelter' },
			next: { nl: 'wat wij verwachten en waar wij op letten', en: 'what we expect and what we are watching' }
		},
		columns: {
			remains: { nl: 'Vraag', en: 'Question' },
			living: { nl: 'Bewering', en: 'Claim' },
			week: { nl: 'Deze week', en: 'This week' },
			before: { nl: 'Week ervoor', en: 'Previous week' }
		},
		rows: {
			advice: { nl: 'Besloten, nog geen effect bekend', en: 'Adopted, effect not known yet' },
			promises: { nl: 'Beloofd', en: 'Promised' },
			help: { nl: 'Hulp', en: 'Help' }
		},
		none: {
			remains: { nl: 'Er is geen vraag meer open.', en: 'There are no open questions left.' },
			living: { nl: 'Deze week zei niemand nog een gerucht.', en: 'Nobody repeated a rumour this week.' },
			advice: { nl: 'Er staat geen besloten advies open.', en: 'There is no open adopted advice.' },
			promises: { nl: 'Er staat geen belofte open.', en: 'There are no open promises.' },
			help: {
				nl: 'Er is nog geen feit over hulp of opvang vastgelegd.',
				en: 'No fact about help or shelter has been recorded yet.'
			}
		},
		more: {
			remains: {
				nl: plural('count', { one: 'en {count} andere vraag', other: 'en {count} andere vragen' }),
				en: plural('count', { one: 'and {count} more question', other: 'and {count} more questions' })
			},
			living: {
				nl: plural('count', { one: 'en {count} ander gerucht', other: 'en {count} andere geruchten' }),
				en: plural('count', { one: 'and {count} more rumour', other: 'and {count} more rumours' })
			},
			owed: { nl: 'en nog {count}', en: 'and {count} more' }
		},
		promised: { nl: 'wij vertellen meer, uiterlijk {time}.', en: 'we will say more by {time}.' },
		over: { nl: 'De tijd is voorbij.', en: 'That time has passed.' }
	},
	early: {
		kicker: { nl: 'Vroege signalen {number}', en: 'Early signs {number}' },
		signs: { nl: 'Wat wij zien opkomen', en: 'What we see emerging' },
		watch: { nl: 'Waar wij op letten', en: 'What we are watching' },
		subs: {
			signs: {
				nl: 'nog geen crisis; hoog risico en wat stijgt, staan bovenaan',
				en: 'no crisis yet; high risk and rising signs first'
			},
			watch: { nl: 'wanneer dit beeld verandert', en: 'what would change this picture' }
		},
		caption: { nl: 'Signalen: hoog risico en wat stijgt eerst', en: 'Signs: high risk and rising ones first' },
		none: { nl: 'Er is nog geen signaal vastgelegd.', en: 'No signs have been recorded yet.' },
		nothing: { nl: 'Nog niet ingevuld.', en: 'Not filled in yet.' },
		more: {
			nl: plural('count', { one: 'en {count} ander signaal', other: 'en {count} andere signalen' }),
			en: plural('count', { one: 'and {count} more sign', other: 'and {count} more signs' })
		},
		columns: {
			sign: { nl: 'Signaal', en: 'Sign' },
			posts: { nl: 'Berichten', en: 'Posts' },
			state: { nl: 'Stand', en: 'Status' }
		},
		kinds: {
			need: { nl: 'vraag', en: 'question' },
			rumour: { nl: 'gerucht', en: 'rumour' },
			behaviour: { nl: 'gedrag', en: 'behaviour' },
			meaning: { nl: 'betekenis', en: 'meaning' }
		},
		trends: {
			new: { nl: 'nieuw', en: 'new' },
			rises: { nl: 'stijgt', en: 'rising' },
			again: { nl: 'weer gezien', en: 'seen again' },
			falls: { nl: 'daalt', en: 'falling' },
			none: { nl: 'nu niet gezien', en: 'not seen now' }
		},
		lastHalfHour: { nl: 'laatste half uur:', en: 'last half hour:' },
		answer: { nl: 'antwoord:', en: 'answer:' }
	}
} satisfies Messages;
