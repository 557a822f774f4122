/**
 * Given names that stand for one another: everyday short forms, and the same name in another language. A row is a
 * circle: each word of it may stand for each other one. Written for this engine from common knowledge of the
 * languages; spellings that differ by a letter are left to the distance.
 */
export const nicknames: readonly (readonly string[])[] = [
  // English
  ["william", "bill", "billy", "will", "willy", "willie", "liam"], ["robert", "bob", "bobby", "rob", "robbie", "bert"],
  ["richard", "dick", "rick", "ricky", "rich", "richie"], ["james", "jim", "jimmy", "jamie"],
  ["john", "jack", "johnny", "jon", "jonny"], ["michael", "mike", "mick", "mickey", "micky"], ["david", "dave", "davy"],
  ["thomas", "tom", "tommy"], ["charles", "charlie", "chuck", "chas"], ["joseph", "joe", "joey", "jo"],
  ["edward", "ed", "eddie", "ted", "teddy", "ned"], ["george", "georgie"], ["henry", "harry", "hank", "hal"],
  ["anthony", "tony", "antony"], ["andrew", "andy", "drew"], ["daniel", "dan", "danny"], ["matthew", "matt"],
  ["christopher", "chris", "kit"], ["nicholas", "nick", "nicky", "nico"], ["peter", "pete"], ["stephen", "steve", "steven", "stevie"],
  ["benjamin", "ben", "benny", "benji"], ["samuel", "sam", "sammy"], ["alexander", "alex", "alec", "sandy", "xander", "lex"],
  ["frederick", "fred", "freddie", "freddy"], ["lawrence", "larry", "laurie"], ["gerald", "gerry", "jerry"], ["jeffrey", "jeff", "geoff"],
  ["kenneth", "ken", "kenny"], ["ronald", "ron", "ronnie"], ["donald", "don", "donnie"], ["raymond", "ray"], ["walter", "walt", "wally"],
  ["albert", "al", "bertie"], ["arthur", "art", "artie"], ["leonard", "len", "lenny"], ["patrick", "pat", "paddy"], ["philip", "phil", "pip"],
  ["gregory", "greg"], ["timothy", "tim", "timmy"], ["theodore", "theo", "ted"], ["vincent", "vince", "vinny"], ["zachary", "zach", "zack"],
  ["jonathan", "jon", "nathan"], ["douglas", "doug"], ["francis", "frank", "frankie"], ["eugene", "gene"], ["victor", "vic"],
  ["elizabeth", "liz", "lizzie", "beth", "betty", "eliza", "elisa", "lisa", "bess"], ["margaret", "maggie", "meg", "peggy", "greta", "rita"],
  ["katherine", "kate", "kathy", "katie", "kitty", "cathy"], ["mary", "molly", "polly", "mamie"], ["susan", "sue", "susie"], ["dorothy", "dot", "dolly"],
  ["rebecca", "becky"], ["victoria", "vicky", "tori"], ["jennifer", "jenny", "jen"], ["patricia", "pat", "patty", "tricia", "trish"],
  ["barbara", "barb", "babs"], ["deborah", "debbie", "deb"], ["judith", "judy"], ["sarah", "sally", "sadie"], ["helen", "nell", "nellie"],
  ["anne", "annie", "nancy", "nan", "hannah"], ["abigail", "abby"], ["alexandra", "alex", "sandra", "sasha", "lexi"], ["theresa", "terry", "tess", "tessa"],
  ["christine", "chris", "tina", "kristina", "christina"], ["samantha", "sam"], ["josephine", "jo", "josie"], ["martha", "marty", "patty"],
  // Slavic
  ["aleksandr", "alexandr", "alexander", "sasha", "sacha", "shura", "sanya", "oleksandr", "olexandr", "ales"], ["aleksei", "alexei", "aleksey", "alyosha", "lyosha", "alesha", "oleksiy"],
  ["mikhail", "misha", "mykhailo", "mihail", "mikhailo"], ["dmitri", "dmitry", "dima", "mitya", "dmytro", "dimitri"], ["vladimir", "vova", "volodya", "vlad", "volodymyr", "uladzimir"],
  ["sergei", "sergey", "seryozha", "serhiy", "siarhei", "serezha", "sergiy"], ["nikolai", "nikolay", "kolya", "mykola", "nikolaj"], ["ivan", "vanya", "ivo", "jan"], ["yevgeny", "evgeny", "zhenya", "evgeni", "yevhen", "evgeniy"],
  ["pavel", "pasha", "pavlo"], ["yuri", "yury", "yura", "yuriy"], ["konstantin", "kostya", "kostyantyn"], ["grigory", "grisha", "hryhoriy", "grigori"], ["boris", "borya"], ["viktor", "vitya", "victor"],
  ["anatoly", "tolya", "anatoliy"], ["andrei", "andrey", "andriy", "andriusha"], ["vasily", "vasya", "vasyl", "vasili"], ["pyotr", "petya", "petro", "petr", "piotr"], ["fyodor", "fedya", "fedor", "fedir"],
  ["leonid", "lyonya"], ["igor", "ihor"], ["oleg", "oleh", "aleh"], ["gennady", "gena", "hennadiy"], ["stanislav", "stas", "slava"], ["vyacheslav", "slava", "viacheslav"], ["yaroslav", "slava", "yarik"], ["roman", "roma"],
  ["maksim", "maxim", "max", "maks"], ["artyom", "artem", "tyoma"], ["ilya", "ilyusha", "illia"], ["georgy", "gosha", "zhora", "heorhiy", "georgi"], ["arkady", "arkasha"], ["semyon", "syoma", "semen"], ["timofey", "tima"],
  ["kirill", "kyrylo"], ["denis", "denys"], ["valery", "valera", "valeriy"], ["vitaly", "vitalik", "vitaliy"], ["eduard", "edik"], ["ruslan", "rus"], ["rostislav", "rostik"], ["matvey", "motya"],
  ["yekaterina", "ekaterina", "katya", "kateryna"], ["anastasia", "nastya", "anastasiya"], ["natalia", "natasha", "nataliya", "natalya"], ["tatiana", "tanya", "tatyana", "tetiana"], ["yelena", "elena", "lena", "olena"],
  ["olga", "olya", "olha"], ["maria", "masha", "mariya"], ["anna", "anya", "nyura", "hanna"], ["irina", "ira", "iryna"], ["svetlana", "sveta", "svitlana"], ["lyudmila", "luda", "liudmila", "ludmila"], ["galina", "galya", "halyna"],
  ["yulia", "yulya", "julia", "yuliya"], ["oksana", "ksenia", "aksana"], ["viktoria", "vika", "victoria"], ["daria", "dasha", "darya"], ["polina", "polya"], ["sofia", "sonya", "sofya"], ["nadezhda", "nadya", "nadiya"], ["vera", "verochka"], ["lyubov", "lyuba"],
  // Spanish, Portuguese, Italian, French
  ["jose", "pepe", "zeze"], ["francisco", "paco", "pancho", "curro", "chico", "kiko", "fran"], ["ignacio", "nacho"], ["enrique", "quique", "kike"], ["guadalupe", "lupe", "lupita"], ["jesus", "chuy", "chucho"], ["antonio", "tono", "tony", "toni"],
  ["manuel", "manolo", "manny", "manu"], ["rafael", "rafa"], ["alfonso", "poncho"], ["alejandro", "alex", "jandro"], ["eduardo", "lalo", "edu"], ["ricardo", "ricky"], ["roberto", "beto"], ["alberto", "beto"], ["humberto", "beto"], ["gilberto", "beto"],
  ["luis", "lucho", "luisito"], ["fernando", "nando", "fer"], ["armando", "mando"], ["gerardo", "lalo"], ["sergio", "checo"], ["santiago", "santi", "chago", "diego"], ["concepcion", "concha", "conchita"], ["dolores", "lola"], ["mercedes", "meche"], ["rosario", "charo"],
  ["pilar", "pili"], ["isabel", "chabela", "isa"], ["giuseppe", "beppe", "peppe", "pino"], ["giovanni", "gianni", "nanni"], ["luigi", "gigi"], ["salvatore", "toto", "turi"], ["vincenzo", "enzo"], ["joao", "joaozinho"], ["jean", "jeannot"], ["philippe", "phil"],
  // Arabic, Persian, Turkish, African and Asian short forms
  ["muhammad", "mo", "moh", "md", "mohd", "hamada", "mehmet", "mamadou", "mahoma"], ["ahmad", "ahmet", "hamada", "amadou"], ["ibrahim", "ibra", "ibro", "brahim", "barhoum", "abraham", "ibrahima"], ["mustafa", "musti", "mustapha", "moustapha", "sasa"],
  ["abdallah", "abdoulaye", "abdu", "abdo", "aboud"], ["ismail", "smail", "ishmael"], ["yusuf", "yousef", "joseph", "yussuf", "youssouf", "youcef", "jozef"], ["ali", "alioune", "aliou"], ["umar", "omar", "oumar", "umaru"], ["uthman", "osman", "othman", "ousmane", "usman"],
  ["hussein", "husain", "hossein", "houssein", "hussain"], ["musa", "moses", "moussa"], ["isa", "issa", "jesus", "eesa"], ["dawud", "daoud", "david", "davud", "daud"], ["sulayman", "suleiman", "solomon", "souleymane", "suleyman"], ["yahya", "john", "yehia"], ["yaqub", "jacob", "yakub", "yacoub"],
  ["khadija", "khadijeh", "hatice", "kadidiatou"], ["fatima", "fatma", "fatemeh", "fatoumata", "fatimah"], ["aisha", "aicha", "ayse", "ayesha", "aissatou"], ["maryam", "mariam", "miriam", "meryem", "mary"], ["zaynab", "zeinab", "zainab", "zeynep"], ["gholam", "ghulam", "golam"],
  // The same name across European languages
  ["john", "johannes", "johann", "hans", "jan", "juan", "jean", "giovanni", "joao", "ivan", "ian", "sean", "evan", "ioannis", "yannis", "janos", "juhani"],
  ["joseph", "josef", "jose", "giuseppe", "jozef", "yosef", "osip", "iosif", "josip"], ["michael", "michel", "miguel", "michele", "mikhail", "mihai", "mikael", "michal", "mihaly"],
  ["peter", "pierre", "pedro", "pietro", "pyotr", "petr", "piotr", "petros", "boutros", "petar"], ["paul", "pablo", "paolo", "pavel", "paulo", "pawel", "boulos", "pavlos"], ["george", "georges", "jorge", "giorgio", "georg", "georgi", "jerzy", "yuri", "giorgos", "jurij", "gheorghe"],
  ["henry", "henri", "enrique", "heinrich", "enrico", "henrik", "hendrik"], ["charles", "carlos", "carlo", "karl", "carl", "karel", "karol"], ["louis", "luis", "luigi", "ludwig", "lewis", "lajos"], ["william", "guillaume", "guillermo", "wilhelm", "guglielmo", "willem", "vilhelm"],
  ["francis", "francois", "francisco", "francesco", "franz", "ferenc", "frantisek"], ["anthony", "antoine", "antonio", "anton", "antonin", "antoun"], ["stephen", "etienne", "esteban", "stefano", "stefan", "istvan", "stepan", "szczepan"], ["andrew", "andre", "andres", "andrea", "andreas", "andrei", "andrzej", "ondrej"],
  ["james", "jacques", "jaime", "giacomo", "jakob", "jacob", "diego", "santiago", "jakub", "yakov"], ["lawrence", "laurent", "lorenzo", "lars", "laurentius"], ["nicholas", "nicolas", "nicola", "nikolaus", "nikolai", "miklos", "nikola", "nikolaos"], ["philip", "philippe", "felipe", "filippo", "philipp", "filip"],
  ["alexander", "alexandre", "alejandro", "alessandro", "aleksander", "alexandros", "iskandar", "iskander"], ["catherine", "katherine", "catalina", "caterina", "katharina", "yekaterina", "katarzyna", "katarina"], ["mary", "marie", "maria", "maryam"], ["helen", "helene", "elena", "helena", "ilona"], ["elizabeth", "isabel", "elisabeth", "elisabetta", "yelizaveta", "elzbieta"],
  ["matthew", "matthieu", "mateo", "matteo", "matthias", "matvei", "mateusz"], ["mark", "marc", "marcos", "marco", "markus", "marek", "murqus"], ["luke", "luc", "lucas", "luca", "lukas", "lukasz"], ["thomas", "tomas", "tommaso", "tomasz", "toma"], ["bartholomew", "bartolome", "bartolomeo"], ["gregory", "gregoire", "gregorio", "grigory", "grzegorz"],
  ["edward", "edouard", "eduardo", "edoardo", "eduard"], ["frederick", "frederic", "federico", "friedrich", "fryderyk", "frederik"], ["eugene", "eugenio", "eugen", "yevgeny"], ["basil", "vasily", "vasilis", "basile", "basilio"], ["theodore", "teodoro", "fyodor", "feodor", "theodor"], ["stanley", "stanislaw", "stanislas"],
];
