"""Frequent pairs of Online Retail, as mlxtend's documentation shows it; writes nothing.

Usage: python peer_mlxtend.py online_retail.csv[.xz]
"""

from __future__ import annotations

import sys

import pandas as pd
from mlxtend.frequent_patterns import fpgrowth
from mlxtend.preprocessing import TransactionEncoder

FEES = (
    r"(?i)post|dot|d|m|s|b|c2|c3|pads|cruk|bank charges|amazonfee|adjust2?|gift.*|test\d+|sp\d{4}"
)


def main(path: str) -> None:
    df = pd.read_csv(path)
    df["InvoiceNo"] = df["InvoiceNo"].astype(str)
    df["StockCode"] = df["StockCode"].astype(str)
    df = df[~df["InvoiceNo"].str.startswith("C")]
    df = df[(df["Quantity"] > 0) & (df["UnitPrice"] > 0)]
    df = df[~df["StockCode"].str.fullmatch(FEES)]
    dataset = df.groupby("InvoiceNo")["StockCode"].apply(list).tolist()

    te = TransactionEncoder()
    oht_ary = te.fit(dataset).transform(dataset, sparse=True)
    sparse_df = pd.DataFrame.sparse.from_spmatrix(oht_ary, columns=te.columns_)
    frequent = fpgrowth(sparse_df, min_support=0.005, use_colnames=True, max_len=2)
    print(f"{len(dataset):,} orders, {len(te.columns_):,} products, {len(frequent):,} itemsets")


if __name__ == "__main__":
    main(sys.argv[1])
