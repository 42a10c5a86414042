/**
 * What people say most in a crisis, a meaning per line: Dutch; English; then the forms in Turkish, Polish, Arabic,
 * English, German and Ukrainian. A `*` ends a stem that may go on. Our own list (CC0-1.0).
 */
export const languages = ['tr', 'pl', 'ar', 'en', 'de', 'uk'] as const;

export const lines = `
brand|fire|yangın* ateş*|pożar* ogień ognia pali palą|حريق الحريق حرائق نار النار|fire fires burning burns|brand brände feuer* brennt|пожеж* вогонь вогню горить
rook|smoke|duman*|dym* |دخان الدخان|smoke smoky|rauch* qualm*|дим диму димом
vlammen|flames|alev*|płomie*|لهب ألسنة|flame flames|flamme*|полум*
ontploffing|explosion|patla*|wybuch* eksploz*|انفجار الانفجار|explosion explosions explode* blast|explosion* explodier* knall|вибух*
water|water|su suyu suyun sular|wod*|ماء الماء مياه المياه|water|wasser|вод*
drinkwater|drinking water|içme|pitn*|الشرب للشرب|drinking|trinkwasser leitungswasser|питн*
overstroming|flood|sel taşkın*|powód* zalan* zalewa*|فيضان سيول|flood flooded flooding|hochwasser überschwemm* flut|повінь повен* затоп*
stijgt|rises|yükseli* artıyor|podnos* rośnie|يرتفع ارتفع|rising rises rise|steigt steigend*|піднімається зростає
dijk|dyke|set bent|wał wału wały tam*|سد السد|dyke dike levee|deich* damm|дамб*
storm|storm|fırtına*|burz* wichur*|عاصفة العاصفة|storm gale|sturm unwetter|шторм* бур*
stroom|electricity|elektrik*|prąd* |كهرباء الكهرباء|electricity power|strom*|світл* електр*
uitgevallen|failed|kesil* kesinti*|brak awari*|انقطع* مقطوع* انقطاع|outage blackout cut|ausgefallen stromausfall ausfall|відключ* зник* немає
gas|gas|gaz*|gaz*|غاز الغاز|gas|gas gasleck|газ*
giftig|toxic|zehir*|toksycz* trując*|سام سامة تسمم|toxic poison* hazardous|giftig* gift|токсич* отруй*
chemisch|chemical|kimya*|chemi*|كيميائي* مواد|chemical chemicals|chemi*|хімі*
stank|smell|koku kokusu kokuyor|śmierdzi zapach* smród|رائحة|smell smells stink stinks|stinkt geruch gestank|смерд* запах*
gewond|injured|yaral*|rann* ranion*|جريح جرحى إصابة مصاب مصابين اصابات|injured hurt wounded injuries|verletzt* verwundet*|поранен* травм*
dood|dead|ölü ölüler öldü öldüler ölen|zmarł* zginę* zabit* ofiar*|قتيل قتلى ميت مات ماتوا وفاة|dead died death deaths killed|tot tote* gestorben toten todesopfer|загибл* загину* мертв* помер*
slachtoffer|victim|kurban*|ofiar*|ضحية ضحايا|victim victims casualties|opfer|жертв* постражда*
vermist|missing|kayıp kaybol* kayboldu|zagin* zaginion*|مفقود مفقودين ضاع اختفى|missing lost|vermisst* verschwunden|зник* загуби* пропа*
gevonden|found|bulundu bulun*|znalezi* odnalezi*|وجد عثر وجدوا العثور|found|gefunden|знайд* знайш*
zoeken|search|arıyor* arama* aranıyor|szuka* poszuk*|يبحث يبحثون بحث البحث نبحث|search searching looking|such* gesucht|шука* пошук*
help|help|yardım* imdat|pomoc* pomóż* ratunk*|مساعدة ساعدونا ساعد النجدة|help helped helping|hilf* helfen|допомо* рятуйте
redden|rescue|kurtar*|ratowa* ratown* uratow*|إنقاذ انقاذ أنقذ الإنقاذ|rescue rescued save saved|rett* gerettet|рятув* врятува*
gevaar|danger|tehlike*|niebezpiecz* zagroż*|خطر الخطر خطير خطيرة|danger dangerous|gefahr* gefährlich*|небезпе* загроз*
veilig|safe|güvenli güvende|bezpiecz*|آمن آمنة أمان سلامة بسلام|safe safely safety|sicher* |безпе*
kind|child|çocuk* çocuğ*|dziec* dzieck*|طفل الطفل أطفال الأطفال طفلي طفلة|child children kid kids|kind kinder kindern kindes|дит* діт*
baby|baby|bebek* bebeğ*|niemowl* dzidzi*|رضيع الرضيع|baby babies|baby säugling|немовл* малюк*
jongen|boy|oğlan oğlum oğlu|chłop* syn syna|ولد ابني ابن|boy son|junge* sohn|хлоп* син сина
meisje|girl|kız kızım kızı|dziewcz* córk*|بنت ابنتي فتاة|girl daughter|mädchen tochter|дівч* донь* дочк*
moeder|mother|anne*|matk* mama mamę|أم أمي الأم والدة|mother mom mum|mutter mama|мам* мат*
vader|father|baba*|ojc* ojciec tata|أب أبي الأب والد|father dad|vater papa|тат* батьк*
familie|family|aile*|rodzin*|عائلة العائلة عائلتي أسرة|family families|familie*|родин* сім*
oude mensen|elderly people|yaşlı*|starsz* senior*|مسن مسنين كبار|elderly|ältere* senioren|літн* пенсіонер*
grootmoeder|grandmother|babaanne* nine* anneanne*|babci* |جدتي جدة|grandmother grandma|oma großmutter|бабус*
grootvader|grandfather|dede*|dziad*|جدي|grandfather grandpa|opa großvater|дідус* дід
man|man|adam* erkek* koca*|mężczyzn* mąż męża|رجل الرجل زوجي|man men husband|mann männer|чолов*
vrouw|woman|kadın* eşim|kobiet* żon*|امرأة زوجتي نساء|woman women wife|frau frauen|жін* дружин*
mensen|people|insan* kişi*|ludzi* ludzie osob*|ناس الناس شخص أشخاص|people person persons|menschen leute person*|люд* особ*
buren|neighbours|komşu*|sąsi*|جار جيران الجيران|neighbour* neighbor*|nachbar*|сусід*
politie|police|polis*|polic*|شرطة الشرطة|police officer officers|polizei* polizist*|поліц*
brandweer|fire brigade|itfaiye*|straż* strażak*|إطفاء الإطفاء المطافئ|firefighter* brigade|feuerwehr*|пожежник* пожежн*
ambulance|ambulance|ambulans*|karet* pogotow*|إسعاف الإسعاف اسعاف|ambulance ambulances paramedic*|krankenwagen rettungswagen notarzt|швидк*
ziekenhuis|hospital|hastane*|szpital*|مستشفى المستشفى|hospital hospitals|krankenhaus klinik|лікар лікарн*
dokter|doctor|doktor*|lekarz* lekarsk* doktor|طبيب الطبيب دكتور|doctor doctors|arzt ärzte ärztin|лікаря лікарі доктор*
medicijnen|medicine|ilaç* ilac*|lek leki leków|دواء أدوية الدواء|medicine medication|medikament* arznei*|лік* препарат*
gemeente|municipality|belediye*|gmin* miast*|بلدية البلدية|municipality council|gemeinde|муніципал* мері*
burgemeester|mayor|başkan*|burmistrz*|عمدة العمدة رئيس|mayor|bürgermeister*|мер мера
overheid|government|hükümet* yetkili*|rząd* władz*|حكومة الحكومة السلطات|government authorities|regierung behörden|влад* уряд*
school|school|okul*|szkoł* szkol*|مدرسة المدرسة مدارس|school schools|schule* |школ*
huis|house|ev evi evde evden evler evim|dom domu domy domów|بيت البيت بيوت منزل المنزل بيتنا|house houses home homes|haus häuser zuhause|дім дому будинк* будинок
flat|block of flats|apartman* bina*|blok* mieszkan*|شقة مبنى عمارة المبنى|flat apartment building|wohnung gebäude|квартир* 
dak|roof|çatı*|dach*|سطح السطح سقف|roof|dach|дах*
kelder|cellar|bodrum*|piwnic*|قبو القبو|basement cellar|keller|підвал*
deur|door|kapı*|drzwi|باب الباب|door doors|tür türen|двер*
raam|window|pencere*|okn* okien|نافذة النوافذ نوافذ|window windows|fenster|вікн* вікон
straat|street|sokak* sokağ* cadde*|ulic*|شارع الشارع|street streets|straße* strasse|вулиц*
weg|road|yol yolu yolda yollar|drog*|طريق الطريق|road roads|weg wege autobahn|дорог* шлях
brug|bridge|köprü*|most mostu moście|جسر الجسر|bridge bridges|brücke*|міст мост*
rivier|river|nehir* nehr*|rzek* rzece|نهر النهر|river|fluss|річк* ріц*
bos|forest|orman*|las lasu lesie|غابة الغابة|forest woods|wald wälder|ліс лісі лісу
park|park|parkı parkta|park* |حديقة الحديقة|park|park|парк*
trein|train|tren*|pociąg*|قطار القطار|train trains|zug züge bahn|поїзд* потяг*
station|station|istasyon*|dworz* stacj*|محطة المحطة|station|bahnhof|вокзал* станці*
auto|car|araba* araç* aracı*|samoch* aut*|سيارة السيارة سيارات|car cars vehicle|auto autos fahrzeug*|авто* машин*
bus|bus|otobüs*|autobus*|حافلة الحافلة باص|bus buses|bus busse|автобус*
schip|ship|gemi* tekne*|statek statk* łód*|سفينة قارب القارب|ship boat vessel|schiff* boot|корабел* човен* човн* судн*
winkel|shop|dükkan* market* mağaza*|sklep*|متجر المتجر محل|shop shops store supermarket|laden geschäft* supermarkt|магазин*
werk|work|iş işe işte|prac*|عمل العمل شغل|work working|arbeit*|робот* прац*
dicht|closed|kapalı* kapandı|zamkni* nieczynn*|مغلق مغلقة أغلق إغلاق|closed shut close|geschlossen gesperrt zu|закрит* зачинен* зачин*
open|open|açık açıl*|otwart* czynn*|مفتوح مفتوحة فتح|open opened opens|offen geöffnet|відкрит* відчинен*
binnen blijven|stay inside|içeride evinizde|zostań* zostać pozosta*|ابقوا البقاء|indoors inside|drinnen|залиша* вдома
naar buiten|outside|dışarı*|zewnątrz wychodzi* wyjść|خارج الخروج نخرج|outside leave|draußen raus heraus|вийти виход* надвір
weggaan|leave, evacuate|tahliye* ayrıl* terk|ewaku* opuści*|إخلاء اخلاء غادر|evacuate evacuated evacuation|evakuier* verlassen räumung|евак* 
opvang|shelter|barın* sığın*|schron* schronie*|مأوى ملجأ|shelter shelters|notunterkunft unterkunft|прихист* укритт*
slapen|sleep|uyu* yatak*|spać spani* nocleg*|نوم ننام نام|sleep bed beds|schlaf* bett*|спати ночів* ліжк*
eten|food|yemek* yiyecek*|jedzen* jeść żywnoś*|طعام الطعام أكل|food eat|essen nahrung|їж* їсти
waar|where|nerede nereye nereden|gdzie dokąd|أين اين|where|wo wohin|де куди
wat|what|ne|co|ماذا ما شو|what|was|що
wanneer|when|zaman|kiedy|متى|when|wann|коли
waarom|why|neden niye niçin|dlaczego|لماذا ليش|why|warum wieso|чому
hoe|how|nasıl|jak|كيف|how|wie|як
wie|who|kim kimse|kto ktoś||who anyone somebody someone|wer jemand|хто
is er|is there|var|jest są|هناك يوجد|there|gibt|є
niet|not|değil yok|nie|لا ليس لم لن|not don't can't no isn't doesn't|nicht kein* nein|не ні
waar (juist)|true|doğru gerçek*|prawd*|صحيح حقيقة|true|wahr stimmt|правд*
gerucht|rumour|söylenti* dedikodu*|plotk*|إشاعة شائعات|rumour rumor rumours rumors|gerücht*|чутк* плітк*
leugen, onzin|lie, nonsense|yalan* saçma*|kłam* bzdur*|كذب كذبة|lie lies fake hoax nonsense|lüge* quatsch unsinn|брехн* неправд* фейк*
nieuws|news|haber*|wiadomoś* informacj*|خبر أخبار الأخبار|news information|nachricht* information*|новин* інформац*
bang|afraid|kork*|boj* strach* przestrasz*|خائف خوف أخاف|afraid scared fear|angst|бою* боїмо* страх* страшн*
boos|angry|kızgın* öfke*|zły zła wściek*|غاضب|angry|wütend sauer|злий злюс* обурен*
schande|disgrace|utanç* rezalet*|wstyd* skandal*|عار فضيحة|shame disgrace|schande skandal|ганьб* скандал*
dank|thanks|teşekkür* sağol*|dzięk*|شكرا شكر|thanks thank|danke dank|дяку*
alstublieft|please|lütfen|prosz*|رجاء أرجوكم ارجوكم|please|bitte|прош* ласка
snel|quickly|acil çabuk hemen hızlı|szybk* piln* natychmiast|بسرعة عاجل فورا|quick quickly urgent fast|schnell sofort dringend|швидко термінов*
nu|now|şimdi şu|teraz|الآن الان|now|jetzt|зараз тепер
vandaag|today|bugün|dziś dzisiaj|اليوم|today|heute|сьогодн*
morgen|tomorrow|yarın|jutro|غدا|tomorrow|morgen|завтра
gisteren|yesterday|dün|wczoraj|أمس امس|yesterday|gestern|вчора
vanavond, nacht|tonight, night|gece akşam|wieczor* noc nocy|الليلة ليلة مساء|tonight night evening|abend nacht|вечор* ввечері ніч ночі вночі
uur|hour, o’clock|saat saattir saatte|godzin*|ساعة الساعة|hour hours|uhr stunde*|годин*
lang|long|uzun|długo|طويل|long|lange|довго
nog|still|hâlâ hala henüz daha|jeszcze wciąż nadal| بعد|still yet|noch|ще досі
veel|much|çok|dużo wiel*|كثير جدا|many much lots|viel viele|багато дуже
alles|everything| hepsi|wszystk*|كل|everything all|alles|все всі
niemand|nobody|hiç kimse|nikt*|أحد|nobody|niemand|ніхто
bellen|call|arayın aray* ara|dzwoni* zadzwo*|اتصل اتصلوا اتصال|call called phone|anruf* ruft telefon*|телефон* дзвон* подзвон*
telefoon|telephone|telefon*|telefon* komórk*|هاتف الهاتف|mobile battery|handy akku|мобільн*
internet|internet|internet*|internet* sieć|إنترنت الإنترنت|internet wifi|internet netz|інтернет*
blijf weg|stay away|uzak|daleka unika*|ابتعدوا ابتعد|away avoid| fern fernhalten|подалі уника*
komen|come|gel*|przychod* przyjeżdż* przyjdź*|تأتي يأتي تعال|come coming|kommt kommen komm|приход* приїжд*
ademen|breathe|nefes* solu*|oddych* dusz* dusi|تنفس التنفس أتنفس يتنفس|breathe breathing breath|atmen atmet luft|дих*
bewusteloos|unconscious|baygın bayıld*|nieprzytomn* przytomn* zemdl*|فاقد مغمى|unconscious|bewusstlos ohnmächtig|непритомн* свідом*
bloed|blood|kan kanama* kanıyor|krew krwi krwaw*|دم نزيف ينزف|blood bleeding|blut*|кров*
pijn|pain|ağrı* acı*|ból boli bólu|ألم يؤلم|pain hurts|schmerz* weh|біль болить болю
ziek|ill|hasta*|chor*|مريض مرض|ill sick|krank*|хвор* захвор*
zwanger|pregnant|hamile*|ciąż* ciężarn*|حامل|pregnant|schwanger*|вагітн*
rolstoel|wheelchair|tekerlekli*|wózek wózk*|كرسي|wheelchair|rollstuhl*|візок візк*
vast, ingesloten|trapped|mahsur sıkış*|uwięz* utkn* zablokow*|محاصر محاصرون عالق عالقون|trapped stuck|eingeschlossen gefangen fest|застряг* заблок*
alleen|alone|yalnız* tek|sam sama samotn*|وحده وحدها وحدي|alone|allein|сам сама самотн*
leeft|alive|yaşıyor hayatta|żyje żyją|حي يعيش|alive|lebt leben|жив* живий
aanval|attack|saldır*|atak* napad*|هجوم اعتداء|attack attacked|angriff* anschlag*|напад* атак*
schieten|shoot|silah*|strzel* strzał*|إطلاق رصاص يطلقون|shot shots shooting gun|schüsse schießt schieß*|стріл* постріл*
mes|knife|bıçak* bıçağ*|nóż noż*|سكين طعن|knife stabbed|messer|ніж нож*
dader|perpetrator|fail şüpheli*|sprawc* podejrz*|مشتبه الجاني مجرم|suspect suspects|täter verdächtig*|підозрю* злочин*
aangehouden|arrested|gözaltı* tutukla* yakala*|zatrzyma* areszt*|اعتقل اعتقال القبض|arrested arrest|festgenommen verhaftet|затрима* арешт*
plunderen|loot|yağma*|grabi* kradn* kradzie*|نهب سرقة|looting looted steal|plünder* stehl*|мародер* краду*
rellen|riots|isyan* kavga*|zamiesz* bójk*|شغب|riot riots|krawall* unruhen|заворуш* бійк*
gebouw stort in|collapses|çök* yıkıl*|zawal*|انهار انهيار|collapse collapsed collapses|eingestürzt einsturz|обвал* завал*
puin|rubble|enkaz*|gruz*|أنقاض الأنقاض|rubble debris|trümmer*|завалах уламк*
ongeluk|accident|kaza*|wypad*|حادث الحادث|accident crash|unfall unglück|авар* нещасн*
lek|leak|sızıntı* sızı*|wyciek* przeciek*|تسرب|leak leaking leaks|leck austritt|витік* витік
besmet|contaminated|kirli* bulaş*|skaż* zanieczyszcz*|ملوث تلوث|contaminated polluted|verseucht verschmutzt|заражен* забрудн*
ziekte, virus|disease, virus|virüs* hastalık*|wirus* chorob*|فيروس مرض|virus disease|virus krankheit|вірус* хвороб*
koken|boil|kaynat*|gotow* przegot*|اغلي غلي|boil|abkochen kochen|кип'ят*
waarschuwing|warning|uyarı* alarm*|ostrzeż* alert* alarm*|تحذير إنذار|warning alert|warnung* alarm*|попередж* тривог* сповіщ*
sirene|siren|siren*|syren*|صفارة صفارات|siren sirens|sirene*|сирен*
verboden|forbidden|yasak*|zakaz* zabron*|ممنوع محظور|forbidden banned|verboten verbot|заборон*
mogen|may, allowed|izin serbest|wolno można|يسمح مسموح ممكن|allowed may|darf dürfen erlaubt|можна дозвол*
moeten|must|gerek* lazım zorunda|muszę trzeba musi*|يجب لازم|must need|muss müssen soll|треба потрібн* повинн*
weten|know|bil* biliyor*|wie wiedzieć wiem|يعرف تعرف نعرف يعلم|know knows|weiß wissen|зна* знаєте
zien|see|gör*|widz* widać|رأى رأيت يرى|see seen saw|seh* sieht gesehen|бач*
horen|hear|duy* ses*|słysz* słych*|سمع سمعت يسمع|hear heard|hör* gehört|чу* чути
vrijwilligers|volunteers|gönüllü*|wolontari*|متطوع متطوعين|volunteer volunteers|freiwillig* ehrenamt*|волонт* доброволь*
hulp aanbieden|offer help|bağış*|oferuj* udostępn*|نقدم تبرع|offer offering donate|biete* spend*|пропону* надам
rijden|drive|sür* gidiyor|jedzie jecha* jeździ*|يقود|drive drives running|fährt fahren|їде їхати їзд*
file|traffic jam|trafik*|korek korki|ازدحام زحمة|traffic jam|stau verkehr*|затор* пробк*
bewoners|residents|sakin*|mieszkań*|سكان السكان|residents inhabitants|bewohner anwohner*|мешкан* жител*
centrum|centre|merkez*|centrum|مركز المركز وسط|centre center downtown|zentrum innenstadt|центр*
festival|festival|festival* konser*|festiwal* koncert*|مهرجان حفل|festival concert|festival konzert|фестивал* концерт*
dier|animal|hayvan* köpek* kedi*|zwierz* pies psa kot|حيوان كلب قطة|animal animals dog cat|tier tiere hund katze|тварин* соба* кіт кот*
geld|money|para*|pieniąd* pieniędz*|مال المال فلوس|money pay|geld bezahl*|грош* гроші
schade|damage|hasar* zarar*|szkod* znisz*|ضرر أضرار|damage damaged|schaden schäden beschädigt|збитк* пошкодж* шкод*
`;
