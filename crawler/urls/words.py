"""The words of addresses: what Arab sites call their sections, tags, authors, galleries. Compared folded."""

from crawler.arabic.text import fold
from crawler.reasons import Reason


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(each) for each in text.split())


# A segment, or a script's name, that says what the page is.
KINDS = {
    Reason.TAG: _words("tag tags tagged hashtag hashtags keyword keywords label labels وسم وسوم الوسوم كلمات-دلالية"),
    Reason.AUTHOR: _words(
        "author authors auteur auteurs writer writers columnist columnists journalist journalists profile profiles"
        " editors كاتب الكاتب كتاب-الرأي كتاب-المقالات"
    ),
    Reason.SEARCH: _words("search searchresult searchresults recherche بحث البحث نتائج-البحث"),
    Reason.VIDEO: _words(
        "video videos vid videodetails videogallery video-gallery watch reels shorts podcast podcasts audio audios"
        " episode episodes livestream live-stream فيديو الفيديو فيديوهات الفيديوهات بودكاست بث-مباشر البث-المباشر"
    ),
    Reason.GALLERY: _words(
        "gallery galleries photo photos photogallery photo-gallery photo-galleries photoalbum photo-album photo-albums"
        " album albums image images picture pictures pics slideshow slideshows caricature caricatures cartoon cartoons"
        " infographic infographics infograph صور الصور ألبوم ألبومات معرض-الصور معرض-صور ألبوم-الصور كاريكاتير"
        " كاريكاتور إنفوجرافيك انفوغراف انفوغرافيك انفوغرافيكس انفوجراف"
    ),
    Reason.NOT_HTML: _words(
        "feed feeds rss rss2 rss-feed rss_feed rssfeed rssfeeds sectionrss atom rdf mrss wp-content wp-includes wp-json"
        " xmlrpc cdn-cgi cmlink api ajax assets static uploads"
    ),
}

# Said of a whole page only where the segment stands first or last: the names of pages about the site.
ABOUT = _words(
    "about about-us aboutus about_us whoweare who-we-are our-team team staff contact contact-us contactus contact_us"
    " contacts privacy privacy-policy privacypolicy privacy_policy cookie-policy cookies terms terms-of-use"
    " terms-of-service terms-and-conditions terms-conditions termsofuse conditions disclaimer copyright copyrights"
    " policy policies legal imprint advertise advertise-with-us advertising advert advertisement adverts ads login"
    " login-page signin sign-in logout signup sign-up register registration subscribe subscription subscriptions"
    " newsletter newsletters account my-account myaccount user users password forgot-password cart checkout sitemap"
    " site-map faq faqs help feedback complaints wp-login wp-admin admin administrator share sharer sendtofriend"
    " send-to-friend email-friend tell-a-friend mailto comments mobile-apps applications"
    " من-نحن عن-الموقع عن-الصحيفة عن-الجريدة حول-الموقع نبذة-عنا اتصل-بنا اتصلوا-بنا للاتصال-بنا الاتصال-بنا"
    " تواصل-معنا للتواصل راسلنا أعلن-معنا اعلن-معنا للإعلان الإعلانات هيئة-التحرير فريق-العمل فريق-التحرير أسرة-التحرير"
    " سياسة-الخصوصية الخصوصية الشروط-والأحكام شروط-الاستخدام شروط-الخدمة سياسة-الاستخدام حقوق-النشر اتفاقية-الاستخدام"
    " تسجيل-الدخول دخول تسجيل اشترك اشتراك الاشتراك الاشتراكات النشرة-البريدية خريطة-الموقع وظائف-شاغرة"
)
# Those names with something after them, as in "contact-us-1.319" or "privacy-policy-and-terms".
ABOUT_OPENINGS = (
    "about-us",
    "about.us",
    "advertise-with",
    "contact-us",
    "privacy-policy",
    "terms-of-",
    "terms-and-conditions",
    "سياسه-الخصوصيه",
)

# What follows is a listing's name or number.
LISTINGS = _words(
    "category categories cat catagory sections section sec subsection sub subcategory topic topics taxonomy term page"
    " archive list listing channel issue issues files file dossier dossiers rubrique rubriques"
    " قسم أقسام القسم الأقسام تصنيف تصنيفات التصنيف صفحة أرشيف"
)
PAGES = _words("page pages صفحة")

# What follows is an article's number or name. After the plurals a small number may be a page of a listing.
ARTICLE = _words(
    "article story node post detail details item show view viewstory viewarticle articledetail articledetails"
    " newsdetails news-details news_details newdetails read permalink single press innerpage voir khabar خبر"
    " مقال تفاصيل"
)
ARTICLES = ARTICLE | _words(
    "articles stories posts content contents archives news new investigations factcheck reports akhbar أخبار"
    " الأخبار مقالات تقارير"
)

# What sections are called; a name of several words is a section's where every word is one of these.
SECTIONS = _words(
    "news newsroom latest latest-news breaking home main front index all politics policy political local locals"
    " economy economic business money markets finance sport sports football culture cultural art arts society"
    " health science sciences tech technology technologies opinion opinions op-ed views articles reports report"
    " analysis features world international regional region arab arabic middle east gulf africa asia europe america"
    " women woman family life lifestyle entertainment celebrities fashion travel tourism cars auto weather"
    " accidents incidents crime religion islam ramadan education universities investigations interviews dialogue"
    " special specials variety misc miscellaneous media radio tv programs programmes programme program most read"
    " more newspaper egypt cairo saudi ksa uae emirates dubai qatar kuwait bahrain oman yemen iraq baghdad syria"
    " lebanon beirut jordan palestine gaza jerusalem israel libya tunisia algeria morocco mauritania sudan khartoum"
    " somalia maghreb iran turkey"
    " أخبار الأخبار خبر عاجل آخر أحدث أهم كل المزيد الرئيسية رئيسية سياسة السياسة سياسية السياسية سياسي محليات"
    " المحليات محلية المحلية محلي اقتصاد الاقتصاد اقتصادية اقتصادي اقتصادنا مال المال أعمال وأعمال الأعمال أسواق"
    " بورصة رياضة الرياضة رياضية الرياضية رياضي كرة قدم ثقافة الثقافة ثقافية وثقافة فن فنون وفنون الفن فنية مجتمع"
    " المجتمع صحة الصحة علوم العلوم وتكنولوجيا تكنولوجيا تقنية التقنية رأي الرأي آراء مقالات المقالات أعمدة تقارير"
    " التقارير تحليلات تحقيقات حوارات ملفات عالم العالم عالمية عالمي دولي دولية الدولية إقليمية عربية عربي العرب"
    " العربي الوطن عرب خليج الخليج الشرق الأوسط أفريقيا افريقيا آسيا أوروبا أمريكا المغرب المرأة مرأة الأسرة أسرة"
    " منوعات المنوعات والمنوعات متفرقات ترفيه مشاهير سيارات سياحة طقس حوادث الحوادث جرائم دين إسلاميات إسلامية"
    " رمضان تعليم التعليم جامعات تلفزيون تليفزيون برامج إعلام الإعلام مصر القاهرة السعودية المملكة الإمارات قطر"
    " الكويت البحرين عمان اليمن العراق بغداد سوريا لبنان بيروت الأردن فلسطين غزة القدس ليبيا تونس الجزائر موريتانيا"
    " السودان الخرطوم الصومال إيران تركيا محافظات المحافظات جهات جهوية وطنية وطني الوطنية و في من"
)

# Files that are no page. PAGES_OF are the endings of those that are.
FILES = _words(
    "jpg jpeg png gif webp svg ico bmp tif tiff avif css js mjs map json xml rss atom rdf txt csv pdf doc docx xls xlsx"
    " ppt pptx odt epub zip rar gz tgz 7z mp3 m4a aac wav ogg oga mp4 m4v mov avi wmv flv webm mkv 3gp m3u8 mpd apk ipa"
    " exe dmg iso ics vcf woff woff2 ttf eot otf swf"
)
SCRIPTS = _words("php php3 asp aspx ashx jsp jspx do cfm cgi")
PAGE_ENDINGS = SCRIPTS | _words("html htm shtml xhtml phtml")
