#include "function_words.h"

static const struct {
    text language, words;
} lists[] = {
    { TEXT_CONSTANT("fi"), TEXT_CONSTANT(
        "ja tai vai sekä eli mutta vaan jos kun kuin että jotta koska vaikka joten kuten niin myös vain jo "
        "olla on ovat oli olisi ei eivät en emme voi voida voiko pitää pitääkö täytyä täytyykö saada saako "
        "mikä mitä missä mistä mihin milloin miten miksi mitkä millainen millaisia kuka kenen kenelle ketkä kuinka kumpi "
        "joka jotka jota jossa jolla se ne sen sitä sitten siitä siihen tämä nämä tätä tuo nuo täällä tässä "
        "minä sinä hän me te he minun sinun meidän teidän heidän oma itse joku jokin") },
    { TEXT_CONSTANT("sv"), TEXT_CONSTANT(
        "och eller men om att som när då där än så också bara inte för av på i till från med vid hos under över mellan "
        "är vara var har ha hade kan kunna ska skall får måste bör vill blir bli "
        "vad vem vilka vilken vilket hur varför vart vars "
        "den det de en ett dem denna detta dessa här jag du han hon vi ni man mig dig oss er sig min mitt mina din ditt "
        "dina vår vårt våra er ert era sin sitt sina någon något några") },
    { TEXT_CONSTANT("en"), TEXT_CONSTANT(
        "and or but if that than as so also only not of in on at by for to from with about into between during "
        "is are be was were been being have has had do does did can could should must may might will would shall "
        "what who whom whose which how when where why there here the a an this these those it its "
        "i you he she we they me him her us them my your his our their some any") },
};

text function_words(text language)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (text_equals(lists[i].language, language))
            return lists[i].words;
    return (text){ 0 };
}

bool function_words_next(text *rest, text *word)
{
    return text_take_part(rest, ' ', word);
}
