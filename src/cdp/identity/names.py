"""A name as the words by which it is compared: what is noise, and which words say little.

The lists are hand-picked and need not be complete: a word in none of them is an ordinary word, and
`compare` falls back on where it stands. Written in plain spelling, kept as they sound.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Self


class Word(str):
    """A word as it sounds, which is what makes it equal to others, and how it is spelt."""

    __slots__ = ("spelt",)
    spelt: str

    def __new__(cls, spelt: str) -> Self:
        """Make the word of a lower-case spelling."""
        word = super().__new__(cls, sound_of(spelt))
        word.spelt = spelt
        return word


Words = tuple[Word, ...]

_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ksh|x", "ks"),  # Lakshmi Laxmi, Dikshit Dixit
        (r"ph", "f"),  # Phalguni Falguni
        (r"w", "v"),  # Vishwas Vishvas
        (r"z", "j"),  # Faizal Faijal
        (r"q", "k"),  # Ashfaq Ashfak
        (r"ck", "k"),  # Vicky Viky
        (r"th", "t"),  # Kavitha Kavita
        (r"(?<=.[aeiou])h$", ""),  # Fatimah Fatima
        (r"a{2,}", "a"),  # Aarav Arav
        (r"(?<=.)y+$", "i"),  # Jay Jai
        (r"e{2,}|i{2,}", "i"),  # Deepak Dipak
        (r"o{2,}|u{2,}", "u"),  # Pooja Puja
        (r"([b-df-hj-np-tv-z])\1+", r"\1"),  # Mohammad Mohamad
        (r"i(?=[aeou])", "iy"),  # Ria Riya
    )
)


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES: Final = _word_set(
    "mr mrs ms miss mx dr smt shrimati srimati sushri km kum ku master mstr mst prof er engr adv"
    " sh late thiru tmt ji jee sir madam"
)
_NO_NAMES: Final = _word_set(
    "test testing tester demo dummy sample fake na nan nil none null unknown anonymous name noname"
    " no not applicable available given provided known student lead enquiry customer caller user"
    " new guest parent father mother abc abcd abcde xyz x xx asdf asdfg asdfgh qwe qwerty tbd tba"
    " kumari sri shri shree sree"
)
_IN_CONTEXT: Final = _NO_NAMES | {"n"}
_ALIASES: Final = {
    **dict.fromkeys(("kumari", "kr"), "kumar"),
    **dict.fromkeys(("shri", "shree", "sree"), "sri"),
    **dict.fromkeys(("md", "mohd", "mohammed", "mohamed", "muhammad", "muhammed"), "mohamad"),
}
_SHORT_WORDS: Final = _word_set("om al el ul ur us ud ed ah")


def sound_of(word: str) -> str:
    """Spell a lower-case word as it sounds; what only spelling tells apart becomes equal."""
    for pattern, spelt in _SOUNDS:
        word = pattern.sub(spelt, word)
    return word


def _sound_set(words: str) -> frozenset[str]:
    return frozenset(map(sound_of, _word_set(words)))


GO_WITH_ANY: Final = _sound_set(
    "kumar singh devi kaur begum bano bibi khatun bai ben bhai lal prasad raj sai sri chand nath"
    " rani mohammad abdul syed sheikh shaikh"
)
"""Words that stand beside any given name and so are no evidence when two names share them."""

SURNAMES: Final = _sound_set(
    "acharya agarwal aggarwal agrawal ahmad ahmed ahuja akhtar alam ali ambani ansari apte arora"
    " awasthi babu bajaj bajpai bakshi balakrishnan banerjee banik bansal barik barman basak basu"
    " bathla bedi behera bhadauria bhagat bhalla bhandari bhardwaj bhargava bhat bhatia bhatnagar"
    " bhatt bhattacharya bhosale birla bisht biswas biyani bora borah bose chacko chakrabarty"
    " chakraborty chandel chandra chatterjee chatterji chaturvedi chaudhari chaudhary chauhan"
    " chavan chawla cherian chettiar chhabra chhetri chopra choudhary choudhury chowdhury chugh"
    " dalal das dasgupta dave deb debnath desai deshmukh deshpande dewan dey dhar dhawan dhillon"
    " dhingra dixit dogra dsouza dubey dutt dutta dwivedi farooqui fernandes gaikwad gandhi"
    " ganguly garg ghosal ghosh gill goel gogoi gohil gokhale gole gowda goyal grewal grover guha"
    " gulati gupta gurjar hashmi hegde hussain iyengar iyer jadeja jadhav jain jaiswal jangid jena"
    " jha joshi juneja kadam kale kalra kamath kamble kannan kant kapoor kapur kashyap kaul"
    " kaushik khan khandelwal khanna khatri khurana kohli kulkarni kulshreshtha kumawat kundu"
    " kurian kushwaha lamba lodha luthra mahajan mahanta mahapatra mahato maheshwari maiti makwana"
    " malhotra malik malviya mandal mane mathur maurya mehra mehta menon mirza mishra misra mistry"
    " mitra mittal modi mohanty mondal more mukherjee mukhopadhyay murthy murty nag nagar nagpal"
    " naidu naik nair nambiar namboothiri narang narayanan nayak negi nigam oberoi ojha pai pal"
    " panchal panda pandey pandit pandya parekh parikh parmar paswan patel pathak pathan patil"
    " patnaik patra pawar pereira phadke pillai pinto prabhu pradhan prajapati purohit qureshi"
    " rahman rai raina rajput ramakrishnan rana randhawa rangaswamy rao rastogi rathi rathod"
    " rathore rautela rautray ravindran rawat reddy rizvi rodrigues roy sabharwal sachdeva saha"
    " sahni sahoo sahu saifi saini samal samanta sandhu sarin sarkar sastry satpathy sawant saxena"
    " sehgal sen seth sethi shah sharma shekhawat shenoy shetty shinde shrestha shrivastava shukla"
    " siddiqui sidhu sikdar sinha sodhi solanki soni sood srinivasan srivastava subramaniam"
    " subramanian sundaram suri swain swamy tagore talwar tandon taneja thakkar thakur tiwari"
    " tomar tripathi tripathy trivedi tudu tyagi upadhyay vaidya vaishnav varghese varma"
    " venkataraman venkatesan verma vyas wadhwa waghmare walia warrier yadav yaduvanshi zaveri"
)
"""Words that are surnames wherever they stand."""

COMMON: Final = GO_WITH_ANY | SURNAMES

GIVEN: Final = _sound_set(
    "aadhya aahana aarav aarohi aarti aarush abbas abhay abhijit abhilash abhimanyu abhinav"
    " abhishek abir adarsh aditi aditya adrika advait advik afsana agastya ajay ajit akanksha"
    " akarsh akash akhil akhilesh akshat akshay akshaya akshita aleena alia alka alok aman amar"
    " amisha amit amita amogh amol amrit amrita anamika anand ananya anaya angad anika aniket anil"
    " anirban anirudh anish anisha anita anjali anjana anju ankit ankita ankur anmol anoop ansh"
    " anshika anshul anshuman anu anuj anupam anuradha anurag anusha anushka anvi aparna apoorva"
    " aradhya archana archit arghya arif aritra arjun arman arnav arpan arpana arpit arpita arun"
    " aruna arushi arvind arya aryan asha ashish ashok ashwin ashwini asif asim asma asmita atharv"
    " atul avantika avinash avni ayaansh ayan ayesha ayush babita balaji barkha bhairav bhanu"
    " bharat bharati bhargav bhavesh bhavika bhavin bhavna bhavya bhumi bhumika bhupendra bhushan"
    " bindu brijesh chaitanya chandan charan charu charvi chetan chetna chhavi chirag chitra daksh"
    " damini darsh darshan darshana debasish deep deepa deepak deepali deepika deepti dev devansh"
    " devanshi devendra dhairya dhananjay dhanush dhara dharmendra dhruv diksha dilip dinesh disha"
    " divya divyansh divyanshi diya drishti durga eklavya ekta ela eshwar faisal faizan fardeen"
    " farhan farhana fatima gagan ganesh garima gaurangi gauransh gaurav gauri gautam gayatri"
    " geeta girish gokul gopal govind gulshan gunjan gurpreet hansika hardik hari harini harish"
    " harman harpreet harsh harsha harshad harshal harshil harshit harshita hema hemant hetal"
    " himani himanshi himanshu hina hiren hitesh hridya ibrahim imran inder indu ira irfan isha"
    " ishaan ishika ishita ishwar jagdish jagriti jahnvi jasleen jasmine jaspreet jatin jaya"
    " jayant jayesh jeevan jigar jitendra jiya joel juhi junaid jyoti jyotsna kabir kajal kalpana"
    " kalyani kamal kamala kamini kamlesh kamna kanchan kanika karan karina karishma kartik karuna"
    " kashish kaushal kavita kavya kedar keerthana keshav ketan khushboo khushi kiran kirti kishan"
    " kishor komal krish krisha krishna kriti kritik kritika kriyansh kshitij kunal kunwar kusum"
    " laksh lakshit lakshita lakshmi lakshya lalit lalita lata lavanya lavish leela lipika lohit"
    " lokesh madhav madhavi madhu madhur madhuri mahendra mahesh mahi mahima mallika mamta manan"
    " manas manav mandeep manish manisha manjit manju manjula manoj manpreet mansi manya maria"
    " maya mayank mayur mayuri meena meenakshi meera megha meghna mehak mehar mehul mihir minal"
    " mitali mithun mohan mohini mohit mona monika monu mrinal mudit mukesh mukul muskan myra"
    " nachiket nagesh naina naitik naman namit namita namrata nanda nandan nandana nandini nandita"
    " narendra naresh naveen navneet navya neel neelam neeraj neeraja neeta neetu neha nehal nidhi"
    " niharika nikhil nikita nikunj nilesh nimisha nimit nirav nirmal nirmala nisha nishant"
    " nishita nitesh nitin nitya nivedita niyati ojas omkar oviya palak pallav pallavi pankaj"
    " pankhuri parag paramjit paresh pari parth parul pavan payal pihu piyush pooja poonam"
    " poornima prabha prabhat prachi pradeep pradnya pragati pragya prajwal prakash pranali pranav"
    " pranavi pranay pranjal prasanna prashant prateek pratham pratibha pratiksha praveen preeti"
    " preksha prem prerna prisha pritam prithvi priya priyal priyam priyank priyanka priyansh"
    " priyanshi priyanshu puneet purva purvi rachana rachit radha radhika raghav raghu raghuveer"
    " rahul rajan rajat rajeev rajendra rajesh rajeshwari rajkumar rajni raju rajveer rakesh rakhi"
    " rakshit rakshita ram rama raman ramesh ramya ranjan ranjana ranjit ranveer rashi rashmi ravi"
    " ravina ravindra rehan rekha renu renuka reshma reyansh richa riddhi ridhima rima rinku"
    " rishabh rishi rishika rita ritesh ritik ritika ritu ritvik riya rohan rohini rohit roshan"
    " roshni rubina ruchi ruchika ruchir rudra rukhsar rukmini rupa rupali rupesh saanvi sachin"
    " sadhana sagar sahaj sahil saif saket sakshi salim salma salman saloni samaira samar samarth"
    " sameer samiksha samta sana sanchit sandeep sandhya sangeeta sania sanjana sanjay sanjeev"
    " sanket sanskar sanskriti santosh sanya sapna sara sarika sarita sarthak sarvesh satish"
    " satyam saurabh savita seema shabana shahid shailendra shailesh shaina shakti shalini shamita"
    " shankar shanti sharad sharmila sharvari shashank shashi shaurya sheetal shekhar shifa shikha"
    " shilpa shilpi shiv shiva shivam shivangi shivani shivansh shobha shraddha shreya shreyas"
    " shruti shubham shubhangi shubhi shubhra shweta shyam siddhant siddharth siddhi simran sita"
    " siya smit smita smriti sneha sohail soham sonal sonali sonam sonia sonu spandan srinivas"
    " srishti subhash sudarshan sudha sudhanshu sudhir suhana suhani sujata sujit sukriti sultana"
    " suman sumit sumita sumitra sunaina sunandini sundar sunidhi sunil sunita sunny suraj surbhi"
    " surendra suresh surya sushant sushil sushila sushma suvarna swapna swapnil swara swarnim"
    " swati tahir tanish tanisha tanmay tanu tanuja tanvi tanya tara tarun taruna teja tejal tejas"
    " tejaswini trisha trupti tushar tushita uday uditi ujjwal uma umesh unnati urmila urvashi"
    " urvi usha utkarsh vaibhav vaibhavi vaishali vaishnavi vandana vani vansh vanshika vanshita"
    " vanya varsha varshini varun vasudha ved vedant vedika veena venkatesh vibha vidhan vidhi"
    " vidya vihaan vijay vijaya vikas vikram vimal vimala vinay vinaya vineet vinita vinod vipasha"
    " vipin vipul viraj viransh virat virendra vishakha vishal vishnu vishwas vivaan vivek vrinda"
    " waseem yamin yamini yash yashasvi yashika yashita yashraj yogesh yogita yuvan yuvraj zaid"
    " zainab zara zeenat zeeshan zoya zubair"
)
"""Well-known given names, one spelling of each: two of them are two names, however alike."""

_RELATIVE: Final = re.compile(r"\b[a-z]\s*/\s*o\b.*", re.DOTALL | re.IGNORECASE)
_INITIALS: Final = re.compile(r"[b-df-hj-np-tv-xz]{2,3}|[aeiou][b-df-hj-np-tv-xz]")
_ONE_LETTER: Final = re.compile(r"(.)\1{2,}")
_SPACED: Final = {n: chr(n) if chr(n).islower() else " " for n in range(128)} | {39: "", 96: ""}
_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
_UNSEEN: Final = frozenset("\u2018\u2019\u02bc\u200b\u200c\u200d")
_LATIN_ACCENTS: Final = range(0x300, 0x370)


def fold_name(name: str | None) -> Words:
    """Return the words of a name as they are compared; none for a name that says nothing.

    Full words have two letters or more, initials one; their order is that of the name.
    """
    read: Words = ()
    for piece in (name or "").split():
        words = _fold_piece(piece)
        if words is None:
            return _fold_whole_name(name or "")
        read += words
    return read


def _fold_whole_name(name: str) -> Words:
    """Fold a name of which some word means one thing or another by what stands around it."""
    words = _plain_words(_RELATIVE.sub("", name))
    if _NO_NAMES.issuperset(words) or words == ["n", "a"]:
        return ()
    if words[0] == "kumari":  # a title in front, a middle name elsewhere
        del words[0]
    return tuple(read for word in words for read in _fold_word(word))


@lru_cache(maxsize=1 << 16)
def _fold_piece(piece: str) -> Words | None:
    """Fold what stands between two spaces; None when that takes the whole name."""
    words = _plain_words(piece)
    if "/" in piece or not _IN_CONTEXT.isdisjoint(words):
        return None
    return tuple(read for word in words for read in _fold_word(word))


def _plain_words(text: str) -> list[str]:
    plain = text.lower() if text.isascii() else _without_accents(text)
    return plain.translate(_SPACED).split()


def _fold_word(word: str) -> Words:
    """Fold one lower-case word: none for a title, several for initials written together."""
    if word in _TITLES or _ONE_LETTER.fullmatch(word):
        return ()
    if word in _ALIASES:
        return (Word(_ALIASES[word]),)
    if _INITIALS.fullmatch(word) and word not in _SHORT_WORDS:
        return tuple(map(Word, word))
    return (Word(word),)


def _without_accents(name: str) -> str:
    """Make a name plain that is not ASCII; vowel signs of other scripts are letters and stay."""
    kept = [
        " " if unicodedata.category(char)[0] in "CNPSZ" else char
        for char in unicodedata.normalize("NFKD", name.casefold())
        if ord(char) not in _LATIN_ACCENTS and char not in _UNSEEN
    ]
    return "".join(kept).translate(_LETTERS)
