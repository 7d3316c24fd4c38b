"""What an order's status and tags say: cancelled, never paid, a test, the staff's own."""

from __future__ import annotations

import re

import numpy as np

from xsell_desktop.sales import verdicts as reasons
from xsell_desktop.sales.draft import Draft
from xsell_desktop.sales.lines import Flags
from xsell_desktop.sales.recognition.names import bare
from xsell_desktop.sales.table import Column


def _words(text: str) -> frozenset[str]:
    return frozenset(bare(word) for word in text.split(","))


CANCELLED = _words(
    "cancelled,canceled,cancel,cancelled order,order cancelled,order canceled,deleted,trash,"
    "rejected,reversed,cancelled by buyer,cancelled by seller,cancelled by customer,"
    "canceled by buyer,canceled by seller,canceled by customer,"
    "storniert,storno,stornierung,annulliert,abgebrochen,abgelehnt,gelöscht,"
    "annulé,annulée,annulation,commande annulée,refusé,refusée,supprimé,"
    "cancelado,cancelada,anulado,anulada,pedido cancelado,rechazado,rechazada,eliminado,"
    "annullato,annullata,cancellato,cancellata,ordine annullato,rifiutato,"
    "geannuleerd,geweigerd,verwijderd,"
    "anulowane,anulowany,anulowana,anulowano,zamówienie anulowane,odrzucone,odrzucony,usunięte,"
    "recusado,recusada,pedido cancelado,encomenda cancelada,"
    "отменен,отменён,отменено,отменена,отмена,отменённый,заказ отменен,аннулирован,отклонен,удалён,"
    "avbruten,avbrutet,makulerad,annullerad,avbeställd,annulleret,afbestilt,aflyst,annullert,"
    "kansellert,peruttu,peruutettu,"
    "zrušeno,zrušená,zrušená objednávka,zrušena,zrušené,stornováno,storno objednávka,zamítnuto,"
    "törölve,törölt,sztornó,sztornózva,lemondva,lemondott,elutasítva,"
    "キャンセル,キャンセル済み,キャンセル済,取消,取消済み,取り消し,已取消,취소,취소됨,iptal,"
    "iptal edildi,batal,dibatalkan,đã hủy"
)
UNPAID = _words(
    "unpaid,not paid,never paid,payment failed,failed,failure,payment error,declined,denied,"
    "payment declined,expired,voided,void,abandoned,abandoned checkout,draft,auto draft,"
    "checkout draft,incomplete,quotation,quotation sent,quote,angebot,devis,"
    "unbezahlt,nicht bezahlt,fehlgeschlagen,zahlung fehlgeschlagen,gescheitert,abgelaufen,"
    "zahlungsfehler,entwurf,"
    "impayé,impayée,non payé,non payée,échoué,échouée,échec,erreur de paiement,expiré,expirée,"
    "paiement refusé,brouillon,"
    "impagado,no pagado,no pagada,fallido,fallida,error de pago,error en pago,caducado,expirado,"
    "borrador,"
    "non pagato,non pagata,fallito,fallita,errore di pagamento,pagamento fallito,scaduto,scaduta,"
    "bozza,onbetaald,niet betaald,mislukt,betaling mislukt,verlopen,betaalfout,concept,"
    "nieopłacone,nieopłacony,niezapłacone,nieudane,błąd płatności,wygasłe,wygasło,szkic,"
    "não pago,não paga,falhado,falhou,malsucedido,pagamento recusado,expirada,rascunho,"
    "не оплачен,не оплачено,неоплачен,не удался,ошибка оплаты,просрочен,черновик,"
    "obetald,ej betald,misslyckad,misslyckades,utgången,utkast,ubetalt,ikke betalt,mislykkedes,"
    "mislykket,udløbet,kladde,"
    "nezaplaceno,nezaplacená,neuhrazeno,selhalo,chyba platby,vypršelo,koncept,"
    "fizetetlen,nem fizetett,kifizetetlen,sikertelen,sikertelen fizetés,lejárt,piszkozat,"
    "未払い,未入金,支払い失敗,失敗,期限切れ,下書き,未付款"
)
TEST = _words(
    "test,test order,testing,test mode,testbestellung,testauftrag,test bestellung,commande test,"
    "commande de test,pedido de prueba,prueba,prova,ordine di prova,ordine test,testbestelling,"
    "zamówienie testowe,testowe,test zamówienie,pedido de teste,encomenda de teste,teste,тест,"
    "тестовый,тестовый заказ,testorder,testordre,testbeställning,testovací objednávka,testovací,"
    "teszt,tesztrendelés,teszt rendelés,テスト,テスト注文,测试,demo order,sandbox"
)
TEST_TAGS = TEST | _words("test-order,is test,internal test")
REFUNDED = _words(
    "refunded,fully refunded,returned,refund completed,erstattet,zurückerstattet,retourniert,"
    "zurückgegeben,remboursé,remboursée,retourné,retournée,reembolsado,reembolsada,devuelto,"
    "devuelta,rimborsato,rimborsata,restituito,reso,terugbetaald,geretourneerd,zwrócone,zwrócono,"
    "devolvido,возвращен,возвращён,возврат,återbetald,returnerad,refunderet,refundert,palautettu,"
    "vráceno,visszatérítve,iade edildi,返金済み,返品済み,已退款,환불완료"
)
STAFF_TAGS = _words(
    "staff,staff order,staff purchase,staff discount,employee,employees,employee order,"
    "employee purchase,employee discount,internal,internal order,"
    "company use,own use,mitarbeiter,mitarbeiterin,personalkauf,mitarbeiterkauf,"
    "mitarbeiterrabatt,intern,eigenbedarf,personnel,employé,employée,salarié,interne,"
    "empleado,empleada,empleados,personal interno,interno,uso interno,dipendente,dipendenti,"
    "personale,medewerker,medewerkers,personeel,pracownik,pracownicy,wewnętrzne,funcionário,"
    "funcionários,colaborador,сотрудник,сотрудники,персонал,personalköp,anställd,anställda,"
    "medarbejder,medarbejdere,ansatte,zaměstnanec,zaměstnanci,interní,dolgozó,alkalmazott,"
    "munkatárs,belső,スタッフ,社員,従業員,员工"
)
_NO = _words("false,no,n,0,none,null,nein,non,falso,nie,net,нет,nej,ne,nem,いいえ,nan,na,-,–,") | {
    ""
}
_SLUG = re.compile(r"^wc[-_]")
_SPLIT = re.compile(r"[,;|\n]")


def set_states_aside(draft: Draft) -> None:
    """Rows whose status, date of cancelling or tags take them out of the sales.

    Orders still pending, on hold or in work stay: their goods were chosen together. A word that
    is the same on all rows of an order that have one is the order's; where they differ, each is
    its line's only. Tags and dates of cancelling are the order's.
    """
    tags, cancelled = draft.column("tags"), draft.column("cancelled")
    status = draft.column("status")
    if tags is not None:
        draft.verdicts.set_aside(draft.of_order(_tagged(tags, TEST_TAGS)), reasons.TEST)
        draft.verdicts.set_aside(draft.of_order(_tagged(tags, STAFF_TAGS)), reasons.STAFF)
    if cancelled is not None:
        called_off = _of_orders(draft, cancelled, cancelled.where(lambda t: bare(t) not in _NO))
        draft.verdicts.set_aside(called_off, reasons.CANCELLED)
    if status is not None:
        for words, reason in (
            (TEST, reasons.TEST),
            (CANCELLED, reasons.CANCELLED),
            (UNPAID, reasons.UNPAID),
        ):
            said = _of_orders(draft, status, says(status, words))
            draft.verdicts.set_aside(said, reason)
        _take_refunded_back(draft, status)


def _take_refunded_back(draft: Draft, status: Column) -> None:
    """Lines said to be refunded came back where other lines of their order were not, and no
    line of its own takes anything back.
    """
    rows = says(status, REFUNDED)
    others = draft.of_order(~status.blank() & ~rows & draft.verdicts.open)
    told = draft.of_order((draft.quantity < 0) | (draft.refunded > 0))
    back = rows & others & ~told
    draft.refunded = np.where(back, np.inf, draft.refunded)


def says(status: Column, words: frozenset[str]) -> Flags:
    """Rows whose status is one of the words, which are bare."""
    return status.where(lambda text: bare(_SLUG.sub("", text.strip())) in words)


def _tagged(tags: Column, words: frozenset[str]) -> Flags:
    return tags.where(lambda text: any(bare(tag) in words for tag in _SPLIT.split(text)))


def _of_orders(draft: Draft, column: Column, rows: Flags) -> Flags:
    """The rows, and the others of their orders where no row of the order says something else."""
    if not rows.any():
        return rows
    other = ~column.blank() & ~rows
    torn = np.zeros(max(1, len(draft.order.values)), dtype=bool)
    torn[draft.order.codes[other]] = True
    return np.asarray(rows | (draft.of_order(rows) & ~torn[draft.order.codes]))
