// Somebody who reads the simple question, in Spanish or in English, and answers it.

const SPOKEN = {
  es: {
    numbers: "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split(" "),
    tens: "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" "),
    between: " y ",
    days: "lunes martes miércoles jueves viernes sábado domingo".split(" "),
    sum: / (\S+) más (\S+)\?/,
    next: /número .* del (.*)\?/,
    largest: /mayor/,
    groups: { color: "rojo verde azul amarillo blanco negro gris", animal: "perro gato caballo vaca oveja gallina conejo", fruta: "manzana pera plátano uva cereza sandía melón", cuerpo: "mano pie ojo nariz boca brazo oreja" },
  },
  en: {
    numbers: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" "),
    tens: "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" "),
    between: "-",
    days: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
    sum: / (\S+) plus (\S+)\?/,
    next: /number comes after (.*)\?/,
    largest: /largest/,
    groups: { colour: "red green blue yellow white black grey", animal: "dog cat horse cow sheep hen rabbit", fruit: "apple pear banana grape cherry watermelon melon", body: "hand foot eye nose mouth arm ear" },
  },
};

export function answer(question, language) {
  const spoken = SPOKEN[language];
  const [asked, list] = question.split(": ");
  if (list) {
    const words = list.match(/[\p{L}\p{N}]+/gu);
    if (spoken.largest.test(asked)) return String(Math.max(...words.filter((word) => /^[0-9]+$/.test(word))));
    const [, known] = Object.entries(spoken.groups).find(([group]) => asked.includes(group));
    return known.split(" ").find((word) => words.includes(word));
  }
  const sum = question.match(spoken.sum);
  if (sum) return String(number(sum[1], spoken) + number(sum[2], spoken));
  const next = question.match(spoken.next);
  if (next) return String(number(next[1], spoken) + 1);
  const day = spoken.days.findIndex((name) => question.endsWith(` ${name}?`));
  return spoken.days[(day + 1) % 7];
}

function number(words, { numbers, tens, between }) {
  const [ten, unit] = words.split(between);
  return unit ? 10 * tens.indexOf(ten) + numbers.indexOf(unit) : numbers.indexOf(words);
}
