"""Indian given names and surnames, by community, the most frequent first.

Curated by hand for variety, not as a census: a core of modern names found all over India, and for
each community its own. A given name may stand in several lists; one name has one spelling in ASCII.
"""

from __future__ import annotations

COMMUNITIES = (
    "north",
    "punjabi",
    "gujarati",
    "marathi",
    "bengali",
    "tamil",
    "telugu",
    "kannada",
    "malayali",
    "odia",
    "muslim",
    "christian",
)

PAN_BOYS = """
Aarav Aditya Arjun Rohan Aryan Ayush Harsh Krishna Rahul Vivaan Ishaan Yash Ansh Dev Karan Kartik
Shivam Raj Om Pranav Nikhil Kunal Manav Rishabh Sahil Siddharth Tanmay Utkarsh Varun Vedant Vihaan
Abhishek Akash Aman Ankit Anshul Atharv Ayaan Bhavesh Chirag Daksh Darsh Deepak Dhruv Divyansh
Gaurav Gautam Hardik Himanshu Hitesh Jatin Kabir Kushagra Lakshya Lokesh Madhav Mayank Mohit Mukul
Naman Neeraj Nishant Parth Piyush Prateek Prem Pratham Raghav Rajat Rishi Ritesh Rudra Sagar
Samarth Sanskar Sarthak Satyam Saurabh Shaurya Shreyas Shubham Sumit Suraj Tushar Uday Vaibhav
Vikas Vikram Vinay Viraj Vishal Vivek Yuvraj Advik Reyansh Atharva Aniket Anirudh Anurag Arnav
Ashish Bharat Chetan Hemant Kiran Lalit Manish Nitin Pankaj Prakash Rakesh Rohit Sachin Sandeep
Sanjay Tarun Umesh Ojas Kian Ved Agastya Ranveer Neel Parv Hriday
"""

PAN_GIRLS = """
Ananya Aadhya Diya Riya Priya Kavya Ishita Shreya Sneha Anjali Saanvi Pooja Neha Nisha Khushi
Muskan Tanvi Aditi Aarohi Avni Bhavya Charu Deepika Divya Garima Gauri Isha Jahnvi Janhvi Jhanvi
Kajal Kanika Kirti Komal Kriti Kritika Kiara Lavanya Mahima Manasvi Mansi Meera Megha Mitali Myra
Naina Nandini Navya Nidhi Niharika Nikita Nitya Palak Pallavi Pari Payal Prachi Pragya Pranjal
Preeti Prisha Radhika Rashi Reet Richa Ritika Riddhi Sakshi Saloni Samiksha Sanjana Sanvi Sara
Shagun Shivani Shruti Shubhi Simran Siya Sonal Sonali Srishti Stuti Suhani Swati Tanisha Tanu
Trisha Trishna Unnati Urvashi Vaishnavi Vanshika Vanya Vidhi Vidya Yashika Yashvi Aishwarya
Akanksha Alisha Amrita Anika Anushka Apoorva Archana Arpita Ashwini Bhumika Chhavi Drishti Ekta
Harshita Himani Ira Jiya Kashish Lakshita Mahi Mihika Mugdha Neelam Oviya Pihu Rupal Shanaya Tara
Tejal
"""

BOYS = {
    "north": """
        Abhinav Ajay Alok Amit Anuj Arvind Ashutosh Avinash Dilip Govind Hariom Kapil Mahendra
        Mukesh Prashant Pawan Rajesh Ramesh Ravi Sanjeev Shashank Shivansh Sudhir Vipin Virendra
        Yogesh
        """,
    "punjabi": """
        Gurpreet Harpreet Jaspreet Manpreet Arshdeep Jashanpreet Karanveer Gurnoor Harman
        Sukhpreet Navjot Amrit Angad Fateh Harjot Ishmeet Jagjit Kirat Prabhjot Tejinder Ravneet
        Sahib Taran Balraj
        """,
    "gujarati": """
        Jay Meet Dhruvil Kishan Jignesh Harshil Vatsal Smit Krunal Mihir Parthiv Hetansh Jainil
        Keval Maulik Nirav Pratik Rutvik Savan Tirth Yug Zeel Bhargav Devarsh
        """,
    "marathi": """
        Omkar Tejas Swapnil Ajinkya Soham Rushikesh Sanket Shantanu Prathamesh Onkar Chinmay
        Mandar Amey Sujay Ganesh Kedar Nachiket Rutuj Sarvesh Shivraj Vinayak Yashraj Aniruddha
        Pushkar
        """,
    "bengali": """
        Arko Sayan Souvik Subhajit Arnab Sourav Debjit Aritra Anirban Rishav Ritwik Sagnik
        Soumyadip Swarnendu Tathagata Abir Aniruddho Dipayan Indranil Koushik Partha Debarghya
        Shouvik Sudipto
        """,
    "tamil": """
        Karthik Arun Hari Vignesh Surya Dinesh Praveen Sanjeevi Bala Gokul Harish Jeeva Kavin
        Kishore Madhan Mukilan Naveen Pradeep Ramkumar Saravanan Senthil Shyam Sudharsan Tharun
        Yuvan
        """,
    "telugu": """
        Sai Charan Teja Venkatesh Srinivas Manoj Bhanu Chaitanya Ganesh Harshavardhan Jashwanth
        Karthikeya Koushal Lohith Nithin Phaneendra Pavan Rakshith Rohith Saketh Sathvik Tarak
        Vamsi Yaswanth
        """,
    "kannada": """
        Chandan Darshan Girish Likith Manjunath Prajwal Pruthvi Puneeth Raghavendra Rakshit
        Sandesh Shashi Sharath Skanda Sumanth Suhas Sushanth Tejaswi Vinod Yashas Abhiram Nagesh
        Hemanth Adarsh
        """,
    "malayali": """
        Abhijith Adwaith Akhil Ananthu Arjunan Aswin Athul Devadath Gokul Govindan Jishnu Midhun
        Nandu Navaneeth Niranjan Rahul Sreehari Sreejith Sreerag Unni Vaisakh Vishnu Anandu Alan
        """,
    "odia": """
        Biswajit Chinmaya Debasish Jyoti Jagannath Manas Pratyush Rakesh Sambit Satyajit Soumya
        Subham Subrat Swadhin Tapan Ashirbad Bibhu Dibya Lipun Smruti
        """,
    "muslim": """
        Mohammed Ayan Faizan Arman Zaid Rehan Danish Adnan Aamir Asif Farhan Hamza Imran Irfan
        Junaid Kaif Nadeem Omar Rayyan Saif Salman Sameer Shahid Shoaib Tariq Usman Wasim Yusuf
        Zeeshan Sohail
        """,
    "christian": """
        Aaron Abel Alwin Anthony Benjamin Christopher Daniel David Edwin Ethan Francis George
        Jacob James Jerin Joel John Joseph Joshua Kevin Mathew Nathan Noel Paul Philip Richard
        Samuel Steve Thomas
        """,
}

GIRLS = {
    "north": """
        Anchal Anamika Arti Babita Chanchal Jyoti Kalpana Kumkum Laxmi Mamta Manisha Monika Poonam
        Pratibha Preet Rachna Rani Rekha Renu Roshni Sadhana Sapna Shalini Shweta Sunita Vandana
        """,
    "punjabi": """
        Gurleen Harleen Jasleen Navneet Manpreet Amanpreet Harsimran Jasmine Kirandeep Prabhleen
        Rajveer Ravneet Rupinder Sehaj Sukhmani Tavleen Avneet Bani Gursimran Ishleen Japji Mehak
        Nimrat Khushleen
        """,
    "gujarati": """
        Dhruvi Hetvi Krisha Mansvi Jinal Dhara Foram Hiral Janvi Khyati Krupa Mital Nirali Pooja
        Prapti Rinkal Rutvi Shruti Urvi Vruti Yesha Zalak Bansi Charmi
        """,
    "marathi": """
        Sayali Rutuja Pranali Samruddhi Gayatri Mrunal Shravani Tejaswini Vaidehi Ketaki Madhura
        Manali Mrunmayee Neha Pranoti Prajakta Purva Rucha Sharvari Siddhi Swara Vrushali Ashlesha
        Aboli
        """,
    "bengali": """
        Ankita Ritu Debolina Moumita Sohini Sreeja Tanushree Tiyasha Adrija Anwesha Barsha
        Debanjana Ishani Koyel Madhurima Oindrila Paromita Poulomi Rimi Sanchita Shrabani Srijita
        Sudeshna Titli
        """,
    "tamil": """
        Abinaya Akshaya Bhuvana Dharshini Gayathri Harini Janani Kaviya Keerthana Kowsalya
        Madhumitha Nivetha Pavithra Ramya Sandhya Shalini Sowmya Sruthi Subhashini Swetha
        Thenmozhi Varshini Yazhini Yamini
        """,
    "telugu": """
        Anusha Bhavana Bhavani Chandana Deekshitha Gnaneswari Harika Hasini Jahnavi Keerthi Lahari
        Likhitha Manasa Mounika Pranathi Pujitha Ramyasri Sahithi Sindhu Sirisha Sravani Supriya
        Tejaswi Vyshnavi
        """,
    "kannada": """
        Amulya Ankitha Apeksha Bhoomika Chaithra Deeksha Inchara Kavana Kruthika Meghana Nisarga
        Pallavi Prakruthi Rachana Rakshitha Sahana Sanika Shamitha Sinchana Spoorthi Thanushree
        Varsha Vismaya Yashaswini
        """,
    "malayali": """
        Aiswarya Amritha Anagha Anjana Arya Athira Devika Fathima Gopika Haritha Krishnapriya
        Lakshmi Malavika Meenakshi Nandana Neeraja Parvathy Revathy Sreelakshmi Sreya Vaiga Veda
        Vinaya Theertha
        """,
    "odia": """
        Ankita Barsharani Bhagyashree Debasmita Itishree Jagruti Lopamudra Madhusmita Monalisa
        Pragyan Priyanka Sasmita Smita Sradhanjali Subhashree Sushree Swagatika Tapaswini Upasana
        Yajnaseni
        """,
    "muslim": """
        Ayesha Fatima Zoya Alina Sana Aliya Zara Afreen Amina Bushra Farah Hiba Iqra Khadija
        Mariam Mehnaz Nazia Noor Rabia Rukhsar Saba Sadia Sania Shaista Shifa Sumaiya Tabassum
        Uzma Yasmin Zainab
        """,
    "christian": """
        Angel Ann Anna Bianca Catherine Christina Diana Elizabeth Emily Esther Gloria Grace Hannah
        Irene Jennifer Jessica Joanna Liya Maria Mary Merin Nikitha Rachel Rebecca Rose Ruth
        Sharon Sonia Stella Teresa
        """,
}

SURNAMES = {
    "north": """
        Sharma Verma Singh Gupta Kumar Yadav Mishra Agarwal Tiwari Pandey Jain Chauhan Saxena
        Srivastava Tripathi Shukla Dubey Rajput Meena Choudhary Goyal Bansal Mittal Garg Mathur
        Joshi Rathore Shekhawat Soni Rawat Negi Bisht Thakur Dwivedi Chaturvedi Maurya Prajapati
        Kushwaha Saini Tomar Bhadauria Sinha Prasad Jha Rai Ojha Rastogi Khandelwal Maheshwari
        Vyas Purohit Tyagi Malik Dixit Awasthi Upadhyay Bajpai Nagar Gurjar Jangid
        """,
    "punjabi": """
        Singh Kaur Gill Sidhu Dhillon Sandhu Grewal Brar Arora Kapoor Khanna Malhotra Chopra Mehra
        Bedi Sethi Ahuja Bhatia Chawla Anand Bajwa Virk Saini Walia Kalra Juneja Sodhi Randhawa
        """,
    "gujarati": """
        Patel Shah Desai Mehta Modi Parmar Solanki Trivedi Bhatt Chaudhari Dave Gandhi Gohil
        Jadeja Joshi Makwana Panchal Pandya Parekh Rathod Raval Thakkar Vaghela Zala Kothari Doshi
        Amin Prajapati
        """,
    "marathi": """
        Patil Deshmukh Jadhav Pawar Shinde Kulkarni More Kale Gaikwad Chavan Bhosale Deshpande
        Joshi Kadam Kamble Sawant Salunkhe Mane Thorat Wagh Lokhande Bhalerao Gokhale Phadke Sathe
        Gore Nikam Ingle
        """,
    "bengali": """
        Das Ghosh Banerjee Mukherjee Chatterjee Roy Sarkar Bose Dutta Mondal Paul Saha Sen Dey
        Chakraborty Bhattacharya Ganguly Biswas Majumdar Nandi Kundu Mitra Halder Pal Guha Basu
        Karmakar
        """,
    "tamil": """
        Kumar Raman Subramanian Krishnan Murugan Rajan Natarajan Sundaram Balasubramanian
        Venkataraman Chandrasekar Ganesan Iyer Iyengar Pillai Mudaliar Selvam Sivakumar Ramasamy
        Palanisamy Arumugam Kannan Manickam
        """,
    "telugu": """
        Reddy Rao Naidu Chowdary Varma Raju Babu Goud Yadav Prasad Sastry Gupta Kommineni Vemula
        Pothineni Kandula Gudipati Bandaru Mallela Nalla Ponnala Thota Yerra Sunkara
        """,
    "kannada": """
        Gowda Hegde Shetty Bhat Rao Nayak Patil Kulkarni Murthy Prasad Kamath Pai Shenoy Acharya
        Naik Hiremath Poojary Desai Angadi Swamy Urs Hosamani
        """,
    "malayali": """
        Nair Menon Pillai Kurup Nambiar Warrier Panicker Namboothiri Varma Unnithan Kaimal Marar
        Poduval Chandran Mohanan Sasidharan Rajeev Sukumaran
        """,
    "odia": """
        Mohanty Sahoo Das Pradhan Behera Nayak Panda Patnaik Rout Swain Mishra Jena Sahu Barik
        Samal Parida Tripathy Dash Satpathy Mallick
        """,
    "muslim": """
        Khan Ansari Shaikh Siddiqui Ahmed Ali Qureshi Hussain Pathan Malik Sayyed Mirza Alam
        Rahman Akhtar Hashmi Rizvi Farooqui Usmani Mansuri Saifi Idrisi
        """,
    "christian": """
        Thomas Mathew George Joseph Fernandes DSouza Varghese John Abraham Jacob Philip Rodrigues
        Pereira Lobo Pinto Kurian Cherian Chacko Minz Toppo Ekka Lakra
        """,
}

HONORIFICS = ("Mr ", "Mr. ", "Master ", "Shri ", "Ms ", "Ms. ", "Kumari ", "Miss ")
"""The first four are for boys, the others for girls."""

NOT_A_NAME = ("NA", "Test", "Student", "Unknown", ".", "Test Test", "N/A", "abc", "")
"""What agents write where they have no name."""


def name_vocabulary() -> tuple[list[str], list[str]]:
    """Return every given name and every surname once, in the order of first appearance."""
    given = f"{PAN_BOYS} {PAN_GIRLS} {' '.join(BOYS.values())} {' '.join(GIRLS.values())}"
    family = " ".join(SURNAMES.values())
    return list(dict.fromkeys(given.split())), list(dict.fromkeys(family.split()))
